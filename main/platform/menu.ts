import { Menu, type MenuItemConstructorOptions } from 'electron';
import { openDesignSystem } from './design-system.ts';
import type { Words } from './words.ts';

export interface MenuDeps {
  readonly devTools: boolean;
  readonly words: Words;
  readonly exportDrafts: () => void;
  readonly importDrafts: () => void;
}

/**
 * The menu is there for its keys: copy and paste on macOS, zoom everywhere. It stays out of sight until Alt is
 * pressed. No reload: a mechanic never needs it, and a stray F5 should do nothing.
 */
export function setMenu({ devTools, words, exportDrafts, importDrafts }: MenuDeps): void {
  const isMac = process.platform === 'darwin';
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'toggleDevTools' },
    { id: 'design-system', label: 'Design system', click: openDesignSystem },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: words.menu.file,
        submenu: [
          { id: 'export-drafts', label: words.menu.exportDrafts, click: exportDrafts },
          { id: 'import-drafts', label: words.menu.importDrafts, click: importDrafts },
          { type: 'separator' },
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu', label: words.menu.edit },
      { label: words.menu.view, submenu: devTools ? [...view, ...forDevelopers] : view },
      { role: 'windowMenu' },
    ]),
  );
}
