import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { appUrl } from '../security/assets.ts';
import { onceThere } from './once-there.ts';

export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

export interface WindowOptions {
  readonly appFolder: string;
  readonly devTools: boolean;
  /** Where it stood last time. */
  readonly place: WindowPlace | null;
  readonly savePlace: (place: WindowPlace) => void;
  readonly theme: 'system' | 'light' | 'dark';
}

/** Smallest size at which nothing overlaps; below it the window does not go. */
const smallest = { width: 860, height: 560 };
const usual = { width: 1280, height: 820 };

/** The window's first colour, before its styles are there: the tokens' page colours, so that nothing flashes. */
const background = { light: '#f4f5f6', dark: '#14171a' };

/** Opens the window. It is shown when its first frame is ready. */
export function openWindow({ appFolder, devTools, place, savePlace, theme }: WindowOptions): BrowserWindow {
  nativeTheme.themeSource = theme;
  const window = new BrowserWindow({
    ...(place !== null && isVisible(place) ? { x: place.x, y: place.y } : {}),
    width: place?.width ?? usual.width,
    height: place?.height ?? usual.height,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Jifeline Workshop',
    icon: join(appFolder, 'resources', 'icons', 'icon.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(appFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its word lists would be fetched from the network, and vehicle data is no prose.
      spellcheck: false,
      devTools,
    },
  });
  if (place?.maximized === true) window.maximize();
  window.once(
    'ready-to-show',
    onceThere(window, () => window.show()),
  );
  // A page cannot be closed away by its own scripts; where it stood is all that closing has to keep.
  window.on('close', () => savePlace({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  // The title says what waits: the page's own must not replace it.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(appUrl);
  return window;
}

/** Whether enough of the title bar lies on a screen that exists now: monitors come and go. */
function isVisible({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlap = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    return overlap >= 100 && y >= workArea.y && y < workArea.y + workArea.height - 40;
  });
}
