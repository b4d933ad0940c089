import type { SettingsView } from '../../preload/contract/settings.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Sets the colours of the whole window and keeps following the system while that is what was chosen. */
export function followTheme(theme: () => SettingsView['theme']): () => void {
  const apply = () => {
    const chosen = theme();
    const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  };
  apply();
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
}
