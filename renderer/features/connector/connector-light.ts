import type { ConnectorView } from '../../../preload/contract/connector.ts';
import { grouped, texts } from '../../i18n/texts.ts';
import type { Tone } from '../../ui/tone.ts';

const tones: Record<ConnectorView['state'], Tone> = {
  searching: 'busy',
  none: 'idle',
  identifying: 'busy',
  ready: 'good',
  busy: 'bad',
  'no-permission': 'bad',
  refused: 'bad',
  'not-answering': 'warn',
  unplugged: 'warn',
  several: 'warn',
  manual: 'warn',
};

/** The connector's light: its state in colour, shape and words. */
export function connectorLight(view: ConnectorView): { tone: Tone; words: string; detail: string } {
  return { tone: tones[view.state], words: texts.connector[view.state].title, detail: detailOf(view) };
}

function detailOf(view: ConnectorView): string {
  switch (view.state) {
    case 'ready':
      return `${grouped(view.connectorId)} · ${shortPort(view.port.path)}`;
    case 'manual':
      return grouped(view.connectorId);
    case 'unplugged':
      return view.connectorId === null ? texts.connector.unplugged.help[0] : grouped(view.connectorId);
    case 'several':
    case 'searching':
      return texts.connector[view.state].help[0];
    case 'none':
      return texts.connectorPanel.whatToDo;
    case 'identifying':
    case 'busy':
    case 'no-permission':
    case 'refused':
    case 'not-answering':
      return shortPort(view.port.path);
  }
}

/** The name of a port without its folder: COM5, ttyUSB0. */
export const shortPort = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
