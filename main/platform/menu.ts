import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuDeps {
  readonly devTools: boolean;
  readonly exportDrafts: () => void;
  readonly importDrafts: () => void;
}

/**
 * The menu is there for its keys: copy and paste on macOS, zoom everywhere. It stays out of sight until Alt is
 * pressed. No reload: a mechanic never needs it, and a stray F5 should do nothing.
 */
export function setMenu({ devTools, exportDrafts, importDrafts }: MenuDeps): void {
  const isMac = process.platform === 'darwin';
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: '&File',
        submenu: [
          { id: 'export-drafts', label: '&Export drafts…', click: exportDrafts },
          { id: 'import-drafts', label: '&Import drafts…', click: importDrafts },
          { type: 'separator' },
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      { label: '&View', submenu: devTools ? [...view, { role: 'toggleDevTools' }] : view },
      { role: 'windowMenu' },
    ]),
  );
}
