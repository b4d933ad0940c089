import type { Language } from '../../preload/contract/settings.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.ts';
import type { Keyring } from '../support/keyring.ts';
import type { Stage } from './stage.ts';

/** Something people see, and how to get there from the scene before it. */
export interface Scene {
  /** The name of its pictures. */
  readonly name: string;
  readonly go: (stage: Stage) => Promise<void>;
  /** Words of the outside world that it shows: no text of ours, and the same in every language. */
  readonly known?: readonly string[];
}

/** What is there before the program starts. */
export interface Ground {
  readonly sandbox: Sandbox;
  /** Null where the system has no Secret Service of its own to lock. */
  readonly keyring: Keyring | null;
  readonly userData: string;
}

/** Scenes that follow each other in one run of the program, from a new data folder and a new sandbox. */
export interface Walk {
  readonly name: string;
  readonly sandbox?: SandboxOptions;
  /** Keys of the deployment file that differ. */
  readonly deployment?: (ground: Ground) => Readonly<Record<string, unknown>>;
  /** Signed in with the sample's connector from the start. Default: yes. */
  readonly signedIn?: boolean;
  /** Languages in which there is something to see. Default: all. */
  readonly languages?: readonly Language[];
  /** Before the program starts. @returns what puts the PC back afterwards. */
  readonly before?: (ground: Ground) => Promise<() => unknown>;
  readonly scenes: readonly Scene[];
}
