import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notifier } from '../../main/platform/notifier.ts';
import { wordsIn } from '../../main/platform/words.ts';

const electron = vi.hoisted(() => ({
  shown: [] as { emit: (event: string) => boolean }[],
}));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Notification extends Emitter {
    static isSupported(): boolean {
      return true;
    }
    show(): void {
      electron.shown.push(this);
    }
  }
  return {
    Notification,
    app: { setBadgeCount: () => undefined, focus: () => undefined, getName: () => 'test' },
  };
});

/** A window as a system treats one: what is minimised can be shown and still be minimised. */
class Window {
  minimized = false;
  visible = true;
  focused = false;
  isMinimized() {
    return this.minimized;
  }
  isFocused() {
    return this.focused;
  }
  isVisible() {
    return this.visible;
  }
  restore() {
    this.minimized = false;
  }
  show() {
    this.visible = true;
  }
  focus() {
    this.focused = true;
  }
}

beforeEach(() => {
  electron.shown.length = 0;
});

// A click on a notification showed the ticket in a window that stayed on the taskbar. Another way to the window, a
// second start, had been doing it right all along.
describe('a click on a notification', () => {
  it.each([
    ['minimised', { minimized: true, visible: true }],
    ['hidden', { minimized: false, visible: false }],
    ['behind another one', { minimized: false, visible: true }],
  ])('brings back a window that is %s', (_name, how) => {
    const window = Object.assign(new Window(), how);
    const asked: string[] = [];
    const notifier = new Notifier(
      () => window as never,
      (id) => void asked.push(id),
      () => wordsIn('en', 'en'),
    );
    notifier.notify('created', 'ticket', 'aa-bb-12');
    electron.shown[0]?.emit('click');
    expect(asked).toEqual(['ticket']);
    expect({ minimized: window.minimized, visible: window.visible, focused: window.focused }).toEqual({
      minimized: false,
      visible: true,
      focused: true,
    });
  });
});
