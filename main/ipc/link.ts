import type { WebContents } from 'electron';
import { contract, type WorkshopContract } from '../../preload/contract/contract.ts';
import type { EventNames, PayloadOf } from '../../preload/contract/define.ts';
import { createPush } from './bridge-server.ts';
import { Revisions } from './revisions.ts';

type Value<P> = P extends { readonly value: infer V } ? V : never;

/** The way from main to the window: every push gets its revision here. Until there is a window, nobody is told. */
export interface Link {
  readonly revisions: Revisions;
  attach(target: () => WebContents | null): void;
  tell<G extends keyof WorkshopContract, K extends EventNames<WorkshopContract[G]>>(
    group: G,
    name: K,
    value: Value<PayloadOf<WorkshopContract[G][K]>>,
  ): void;
}

export function createLink(report: (channel: string, cause: unknown) => void): Link {
  let target: () => WebContents | null = () => null;
  const revisions = new Revisions();
  const push = createPush(contract, () => target(), report) as (
    group: string,
    name: string,
    payload: unknown,
  ) => void;
  return {
    revisions,
    attach: (window) => {
      target = window;
    },
    tell: (group, name, value) => push(group, name, { revision: revisions.next(), value }),
  };
}
