import type { WorkshopBridge } from '../../preload/contract/contract.ts';

declare global {
  interface Window {
    /** Exposed by preload; the only way out of this window. */
    readonly workshop?: WorkshopBridge;
  }
}

/** The bridge, or null when preload did not run: then nothing works, and the window says so. */
export const bridge = (): WorkshopBridge | null => window.workshop ?? null;
