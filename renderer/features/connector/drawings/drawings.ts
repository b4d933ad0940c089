import type { Component } from 'svelte';
import type { FindingCode } from '../../../../preload/contract/connector.ts';
import Braille from './Braille.svelte';
import Cable from './Cable.svelte';
import Car from './Car.svelte';
import Driver from './Driver.svelte';
import Modem from './Modem.svelte';
import NoProfile from './NoProfile.svelte';
import PortInUse from './PortInUse.svelte';
import Refused from './Refused.svelte';
import Rights from './Rights.svelte';
import SerialNumber from './SerialNumber.svelte';
import SignInAgain from './SignInAgain.svelte';
import Speed from './Speed.svelte';

/** The drawing of each cause. */
export const drawings: Readonly<Record<FindingCode, Component>> = {
  cable: Cable,
  car: Car,
  driver: Driver,
  'no-profile': NoProfile,
  brltty: Braille,
  'modem-manager': Modem,
  'port-in-use': PortInUse,
  refused: Refused,
  'serial-number': SerialNumber,
  rights: Rights,
  'sign-in-again': SignInAgain,
  speed: Speed,
};
