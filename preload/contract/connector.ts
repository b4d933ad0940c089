import * as v from 'valibot';

/** Connector ids are positive whole numbers (Customer API document); nine digits are usual, none are promised. */
export const ConnectorId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Longer than any make, model and variant together. */
export const LONGEST_VEHICLE_PATH = 300;
/**
 * The vehicle as a connector may tell it, from make to variant: `AUDI#100#100 - (44, 44Q, C3)#1.8 Quattro 65KW SH`.
 * That one tells it over the cable is an assumption (docs/api-assumptions.md); what it means, only a catalogue says.
 */
export const VehiclePath = v.pipe(v.string(), v.maxLength(LONGEST_VEHICLE_PATH));

/** Longer than any number of a car. */
export const LONGEST_VIN_TOLD = 100;

/** A serial port as the operating system names it. `label` is for people: product or manufacturer where known. */
export const PortView = v.strictObject({
  path: v.string(),
  label: v.string(),
  /** True when a connector profile matches: only such ports are ever opened. */
  matched: v.boolean(),
});

const Port = { port: PortView };

/** One of several connectors attached at once, for the mechanic to choose from. */
export const CandidateView = v.strictObject({
  ...Port,
  connectorId: v.nullable(ConnectorId),
  state: v.picklist(['identifying', 'ready', 'busy', 'no-permission', 'refused', 'not-answering']),
});

/** What came where an id was expected: nothing; characters that are none; a USB serial number that is none, or no such. */
export const Heard = v.picklist(['nothing', 'garbage', 'no-serial-number']);
export type Heard = v.InferOutput<typeof Heard>;

/**
 * What the program knows of the connector on the cable. Whatever the state, `searchProblem` says that the list of ports
 * is not to be had (it hangs, or the system's tool for it is missing), and `candidates` are the connectors to choose from,
 * where there is more than one: a choice can be changed at any time.
 */
const common = {
  candidates: v.array(CandidateView),
  searchProblem: v.nullable(v.picklist(['list-timeout', 'list-failed', 'serial-missing', 'udevadm-missing'])),
};

export const ConnectorView = v.variant('state', [
  /** The first look at the ports has not come back yet. */
  v.strictObject({ state: v.literal('searching'), ...common }),
  /** No port matches a profile. */
  v.strictObject({ state: v.literal('none'), ...common }),
  /** A matching port was found and is being asked. */
  v.strictObject({ state: v.literal('identifying'), ...Port, ...common }),
  /** The connector told its id, and its car's VIN and vehicle when it knows them. */
  v.strictObject({
    state: v.literal('ready'),
    ...Port,
    connectorId: ConnectorId,
    vin: v.nullable(v.string()),
    /** What the car told in place of a VIN: to be offered, never filled in. Empty: padding. Absent: a VIN, or nothing. */
    vinTold: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_VIN_TOLD))),
    vehiclePath: v.nullable(VehiclePath),
    ...common,
  }),
  /** Another program holds the port. */
  v.strictObject({ state: v.literal('busy'), ...Port, ...common }),
  /** The operating system denies access to the port. */
  v.strictObject({ state: v.literal('no-permission'), ...Port, ...common }),
  /** The driver does not open the port. `number`: the operating system's own for the reason, where it gives one. */
  v.strictObject({
    state: v.literal('refused'),
    ...Port,
    number: v.nullable(v.pipe(v.number(), v.safeInteger())),
    ...common,
  }),
  /** The port is open but no valid answer came: silence, or only characters that make no answer; or it need not be opened, and its USB serial number is no id. */
  v.strictObject({
    state: v.literal('not-answering'),
    ...Port,
    heard: Heard,
    ...common,
  }),
  /** It was there and was taken away. `connectorId` is the id it had, when it had told it. */
  v.strictObject({ state: v.literal('unplugged'), connectorId: v.nullable(ConnectorId), ...common }),
  /** Several are attached and none is chosen yet. */
  v.strictObject({ state: v.literal('several'), ...common }),
  /** The mechanic typed the id; no connector is ready on a cable. */
  v.strictObject({ state: v.literal('manual'), connectorId: ConnectorId, ...common }),
]);

/**
 * Why no connector is ready, cause by cause. Each code has one comment here and one text per language in
 * renderer/i18n: what it is, how to tell, what to do.
 */
export const findingCodes = [
  /** The cable carries no data, or does not sit well: nothing new shows on this PC when it is plugged in. */
  'cable',
  /** The connector has no power: not plugged into the car, or the ignition is off. No PC can know that. */
  'car',
  /** A device is on USB, but no driver makes a serial port of it. */
  'driver',
  /** A serial device is attached that no connector profile is for, so it is not touched. */
  'no-profile',
  /** Linux: brltty, the program for Braille displays, takes USB serial chips for displays and keeps them. */
  'brltty',
  /** Linux: ModemManager tries every new serial port for a modem, and keeps it meanwhile. */
  'modem-manager',
  /** Another program has the port open. */
  'port-in-use',
  /** The driver does not open the port, for a reason of its own: another driver or another cable is needed. */
  'refused',
  /** The profile looks for the id in the USB serial number, and there is none in it. */
  'serial-number',
  /** This user may not use the port. */
  'rights',
  /** Linux: this user got the right meanwhile, but this session is from before that. */
  'sign-in-again',
  /** What is heard is no answer: the speed in the connector profile may be another than the connector's. */
  'speed',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** What a look at one cause brought. */
export const Finding = v.strictObject({
  code: v.picklist(findingCodes),
  /** `unknown`: this system does not tell, nobody can know from here, or it is only a suspicion so far. */
  state: v.picklist(['ok', 'problem', 'unknown']),
  /** The programs, devices, ports or groups it is about, as people know them. Empty: there are none, or not known. */
  names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(5)),
  /** The port it is about. */
  port: v.nullable(v.pipe(v.string(), v.maxLength(500))),
  /** What to type into a terminal, to be copied. The program itself never runs it. */
  command: v.nullable(v.pipe(v.string(), v.maxLength(200))),
});
export type Finding = v.InferOutput<typeof Finding>;

export type PortView = v.InferOutput<typeof PortView>;
export type CandidateView = v.InferOutput<typeof CandidateView>;
export type ConnectorView = v.InferOutput<typeof ConnectorView>;
