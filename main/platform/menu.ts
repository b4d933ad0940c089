import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The menu is there for its keys: copy and paste on macOS, zoom everywhere. It stays out of sight until Alt is
 * pressed. No reload: a mechanic never needs it, and a stray F5 should do nothing.
 */
export function setMenu(devTools: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      { role: 'editMenu' },
      { label: 'View', submenu: devTools ? [...view, { role: 'toggleDevTools' }] : view },
      { role: 'windowMenu' },
    ]),
  );
}
