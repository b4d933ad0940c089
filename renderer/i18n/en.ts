import type { CatalogueProblemCode } from '../../preload/contract/catalogue.ts';
import type { ConnectorView, Finding, FindingCode } from '../../preload/contract/connector.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { SignInMethod } from '../../preload/contract/session.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import type {
  FormField,
  IssueCode,
  TicketCheck,
  TicketFilter,
  TicketState,
} from '../../preload/contract/ticket.ts';
import type { KeyNames, ShortcutGroup, ShortcutId } from '../state/shortcuts.ts';
import { detailsIn } from './catalogue-details.ts';

/** What happened, and what is kept and to be done. */
export interface Explanation {
  readonly title: string;
  readonly help: string;
}

/** One cause of a missing connector: what it is, how to tell, what to do. */
export interface FindingText {
  readonly title: string;
  /** What the look at it brought, with the names it is about (empty: none); `unknown` stands in for what is missing. */
  readonly seen: Readonly<Partial<Record<Finding['state'], (names: string) => string>>> & {
    readonly unknown: (names: string) => string;
  };
  readonly steps: readonly string[];
}

const kept = 'The ticket is kept on this PC.';

/** What is chosen from a list, by people who rarely know its id. */
export const chosenFromList: readonly FormField[] = [
  'vehicle_model_id',
  'vehicle_model_variant_id',
  'product_ids',
];

const field = {
  vin: 'VIN',
  vehicle_model_id: 'Vehicle model',
  vehicle_model_variant_id: 'Variant',
  connector_id: 'Connector id',
  product_ids: 'Products',
  product_prerequisites: 'Before you start',
  voucher: 'Voucher',
  reference: 'Reference',
  prepared_ticket_id: 'Prepared ticket id',
  confirmed_unattended_service: 'Unattended service',
} satisfies Record<FormField, string>;

const notChecked = 'Cannot be checked on this PC.';

const finding: Readonly<Record<FindingCode, FindingText>> = {
  cable: {
    title: 'The cable or the USB port',
    seen: {
      ok: (names) => `Seen on this PC: ${names}. The cable carries data.`,
      problem: () => 'Nothing at all is plugged into the USB ports of this PC.',
      unknown: () => 'Watching the ports: nothing new has shown up yet.',
    },
    steps: [
      'Pull the cable out of the PC and plug it in again. What shows up is told here.',
      'Nothing shows up: take another cable. One that only charges looks the same.',
      'Use another USB port, on the PC itself and not on a hub.',
    ],
  },
  car: {
    title: 'The car gives it no power',
    seen: { unknown: () => 'Cannot be checked from here: look at the connector.' },
    steps: ['Push the connector all the way into the car’s socket.', 'Switch the ignition on.'],
  },
  driver: {
    title: 'A driver is missing',
    seen: {
      ok: () => 'No device on USB is without its driver.',
      problem: (names) => `Has no driver: ${names}.`,
      unknown: (names) => (names === '' ? notChecked : `Has no driver, but may be something else: ${names}.`),
    },
    steps: [
      'Install the driver that belongs to the connector, or ask whoever looks after this PC.',
      'The command shows what the system knows: on Windows such a device has a yellow mark, on Linux nothing stands behind “Driver=”.',
    ],
  },
  'no-profile': {
    title: 'It is not known as a connector',
    seen: {
      ok: () => 'No unknown serial device is plugged in.',
      problem: (names) => `Just plugged in, and no connector profile is for it: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `No connector profile is for: ${names}. It may be other equipment.`,
    },
    steps: [
      'If that is the connector, its profile is missing: tell its name to whoever looks after this PC.',
      'What no profile is for is never opened, for it may be other equipment. Enter the id by hand meanwhile.',
    ],
  },
  brltty: {
    title: 'brltty has taken it',
    seen: {
      ok: () => 'brltty is not running.',
      problem: (names) => `brltty is running, and a program holds this device past its driver: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `${names} is running. What it holds the system does not tell.`,
    },
    steps: [
      'brltty is for Braille displays and may mistake a connector for one. If nobody here needs it, switch it off with the command.',
      'Then unplug the cable and plug it in again.',
    ],
  },
  'modem-manager': {
    title: 'ModemManager is trying it',
    seen: {
      ok: () => 'ModemManager is not running.',
      unknown: (names) =>
        names === '' ? notChecked : `${names} is running. Whether it has the port the system does not tell.`,
    },
    steps: [
      'It looks for a modem at every new serial port. Wait a moment: what is no modem it usually lets go.',
      'If it does not let go, the command stops it until the PC is started again.',
    ],
  },
  'port-in-use': {
    title: 'Another program has the port open',
    seen: {
      problem: (names) =>
        names === '' ? 'Another program has it; the system does not tell which.' : `Has it open: ${names}.`,
      unknown: () => 'No other program is known to have it open.',
    },
    steps: ['Close diagnostic and terminal programs, or let them disconnect.'],
  },
  refused: {
    title: 'The driver does not open the port',
    seen: {
      problem: (names) =>
        names === '' ? 'The system gives no reason.' : `The system gives the number ${names} for the reason.`,
      unknown: () => notChecked,
    },
    steps: [
      'Pull the cable out of the PC and plug it in again, into another USB port.',
      'Take another cable.',
      'Still the same: another driver is needed. Tell whoever looks after this PC, with the number.',
    ],
  },
  'serial-number': {
    title: 'Its USB serial number is no connector id',
    seen: {
      problem: () => 'The profile looks for the id in the USB serial number, and there is none in it.',
      unknown: () => notChecked,
    },
    steps: [
      'Enter the id by hand: it stands on the connector.',
      'Tell whoever looks after this PC: the connector profile is for another device, or the driver does not pass the serial number on.',
    ],
  },
  rights: {
    title: 'You may not use this port',
    seen: {
      problem: (names) =>
        names === ''
          ? 'The system keeps this port from you.'
          : `It is for the group ${names}, and you are not in it.`,
      unknown: () => notChecked,
    },
    steps: [
      'An administrator of this PC can give you the right. Where a command is shown, it does exactly that.',
      'Then sign out of the PC and in again: only then does it count.',
    ],
  },
  'sign-in-again': {
    title: 'Sign in to the PC again',
    seen: {
      problem: (names) => `You are in the group ${names} now, but this session began before that.`,
      unknown: () => notChecked,
    },
    steps: ['Sign out of the PC and in again. Your tickets are kept.'],
  },
  speed: {
    title: 'The speed in the profile is wrong',
    seen: {
      problem: () => 'Characters come, but they are no answer.',
      unknown: () => 'Nothing was heard, so it cannot be told.',
    },
    steps: ['Tell whoever looks after this PC: baudRate in the connector profile must be the connector’s.'],
  },
};

const details = detailsIn('en', {
  types: {
    number: 'a number',
    string: 'text in quotes',
    boolean: 'true or false',
    list: 'a list in [ ]',
    object: 'an entry in { }',
  },
  whole: 'a whole number',
  notEmpty: 'a text that is not empty',
  uuid: 'a UUID',
  date: (like) => `a date like ${like}`,
  atLeast: (number) => `${number} or more`,
  atMost: (number) => `${number} or less`,
  characters: (most) => `a text of up to ${most} characters`,
  entries: (most) => `a list of up to ${most} entries`,
  between: (from, to) => `${from} to ${to}`,
  oneOf: (choices) => `one of ${choices}`,
});

/** Why a file is no text, and where that shows. */
function notText({ why, encoding, offset, line, column }: NotText): string {
  const what = {
    encoding:
      encoding === null
        ? 'The file is no UTF-8, and its encoding is not known'
        : `The file is no UTF-8: it seems to be ${encoding}`,
    broken: `The file is damaged: some bytes are no ${encoding ?? 'text'}`,
    nul: 'The file is damaged: there is a NUL character in it',
  };
  const place = `line ${line}, column ${column}, byte ${offset}`;
  return `${what[why]} (${place}). Save it as UTF-8.`;
}

/** What belongs into a field, and which sign does not; `about` is empty where nobody can say one. */
const withSign = (text: string, found: number, about: string): string =>
  about === '' ? text : `${text}. Character ${found} is something else: ${about}`;

/** Every text of the window in English. Another language is another file of this shape. */
export const en = {
  appName: 'Jifeline Workshop',
  noBridge: {
    title: 'The window cannot reach the program',
    help: 'Close Jifeline Workshop and start it again. Nothing that was saved is lost.',
  },

  rail: {
    label: 'Tickets',
    newTicket: 'New ticket',
    list: 'Your tickets',
    empty: 'Tickets you write appear here. Nothing is lost when the program or the internet stops.',
    noVin: 'No VIN yet',
    more: 'Show older tickets',
    search: 'Search',
    searchLabel: 'Search VIN, reference, connector and ticket number',
    filters: {
      all: 'All',
      'needs-you': 'Needs you',
      waiting: 'Waiting',
      drafts: 'Drafts',
      done: 'Sent',
    } satisfies Record<TicketFilter, string>,
    filterLabel: 'Which tickets',
    nothingFound: 'No ticket fits.',
  },
  sameToday: {
    car: 'This car has a ticket from today already',
    connector: 'This connector has a ticket from today already',
  },
  counts: {
    needsYou: (count: number) => (count === 1 ? '1 needs you' : `${count} need you`),
    waiting: (count: number) => `${count} waiting`,
  },

  state: {
    draft: 'Draft',
    queued: 'Waiting to send',
    sending: 'Sending',
    created: 'Sent',
    rejected: 'Not accepted',
    held: 'Connector busy',
    unconfirmed: 'May already have been sent',
    confirm: 'Check before sending',
    discarded: 'Discarded',
  } satisfies Record<TicketState, string>,
  signInToSend: 'Sign in to send',
  sentNumber: (id: string) => `Sent, no. ${id}`,

  field,

  issue: {
    required: (name: FormField) =>
      name === 'product_ids' ? 'Add at least one product' : `Enter the ${field[name]}`,
    'vin.length': (_field: FormField, found: number) =>
      `A VIN has 17 characters; this has ${found}: ${Math.abs(17 - found)} ${found < 17 ? 'missing' : 'too many'}`,
    'vin.lookalike': (_field: FormField, found: number, about: string) =>
      `Character ${found} is the letter ${about}: is it a ${about === 'I' ? '1' : '0'}? A VIN has no I, O or Q`,
    'vin.characters': (_field: FormField, found: number, about: string) =>
      `Character ${found} is ${about}: a VIN has only the letters A to Z and digits`,
    'vin.frame_number': () => 'No VIN: it looks like a Japanese frame number. Compare it with the car',
    'vin.digits': () => 'Digits alone: it may be a job or article number. Compare it with the car',
    'vin.no_car': () => 'No car has this number. A control unit that was never programmed may tell it',
    'vin.control': (_field: FormField, found: number) =>
      `Character ${found} is invisible and cannot be sent: take it out`,
    'vin.check_digit': () =>
      'The check digit does not fit. Compare it with the car; you can send it all the same',
    'number.not_whole': (name: FormField, found: number, about: string): string =>
      withSign(
        chosenFromList.includes(name)
          ? 'Choose one from the list, or enter its id'
          : 'Only digits belong here',
        found,
        about,
      ),
    'number.range': () => 'This number is out of range',
    'product.twice': () => 'This product is on the list already',
    'prerequisite.incomplete': () => 'Enter both the question’s id and the answer',
    'prerequisite.unanswered': (_field: FormField, _found: number, about: string) =>
      about === '' ? 'Not answered' : `Not answered: ${about}`,
    'consent.unanswered': (_field: FormField, _found: number, about: string) =>
      `Say yes or no. It is about: ${about}`,
    'prerequisite.twice': () => 'This question is answered already: take one of the answers away',
    'text.long': (_field, found) =>
      `Too long: at most ${found} characters. Shorten it; what you typed is kept`,
    'text.not_kept': () => 'Too long to be kept: it is NOT saved. Shorten it',
    'uuid.format': (_field: FormField, found: number, about: string) =>
      withSign('It looks like ca09a970-6519-4280-b6a6-65727e2894e3', found, about),
    'voucher.unusual': (_field: FormField, found: number, about: string) =>
      withSign(
        'Vouchers usually have 4 to 8 capitals and digits. Check it; you can send it all the same',
        found,
        about,
      ),
    'reference.long': () => 'Longer than 255 characters: it may be refused. You can send it all the same',
  } satisfies Record<IssueCode, (field: FormField, found: number, about: string) => string>,

  form: {
    vehicle: 'Vehicle',
    order: 'Order',
    books: 'For your books',
    vinHint: 'Type, paste or scan it. Blanks and dashes do not matter.',
    vinCount: (count: number) => `${count} of 17`,
    vinRead: 'Read from the car',
    vinIsRight: 'It is right as it is',
    vinAsIs: 'You said that it is right: it goes out as it is.',
    vinTold: (told: string) => `The car tells ${told}, which is no VIN. Compare it before you use it.`,
    noUsableVin: (told: string) => `The car tells no usable VIN${told === '' ? '.' : `: ${told}`}`,
    suggestion: (value: string) => `Use ${value}`,
    vinDiffers: 'The connector read another VIN from the car',
    vinTyped: 'Typed',
    vinFromCar: 'From the car',
    useCarVin: 'Use the VIN from the car',
    keepVin: 'Keep what I typed',
    connectorByCable: 'Read over the cable',
    connectorByHand: 'Entered by hand',
    connectorDiffers: (id: string) => `The connector on the cable is ${id}`,
    useConnector: (id: string) => `Use ${id}`,
    removeProduct: (id: string) => `Remove product ${id}`,
    prerequisites: 'Answers to the products’ questions, when they have any.',
    addAnswer: 'Add an answer',
    questionId: 'Question id',
    answer: 'Answer',
    yes: 'Yes',
    no: 'No',
    text: 'Text',
    answerText: 'Answer in words',
    removeAnswer: (number: number) => `Remove answer ${number}`,
    referenceHint: 'For your own books: a licence plate or job number.',
    optional: 'optional',
    more: 'More',
    preparedHint: 'Only when a ticket was prepared for you.',
  },

  catalogue: {
    models: 'Models',
    variants: 'Variants',
    products: 'Products',
    modelPlaceholder: 'Make and model, or an id',
    variantPlaceholder: 'Engine or variant, or an id',
    productPlaceholder: 'Product name or id',
    product: (id: string) => `Product ${id}`,
    id: (id: string) => `id ${id}`,
    useId: (id: string) => `Use the id ${id}`,
    asTyped: 'As you typed it',
    unknown: 'Not in the catalogue',
    since: (year: string) => `since ${year}`,
    until: (year: string) => `until ${year}`,
    unattended: 'Carried out without an operator',
    chosen: 'On the list',
    more: 'There is more: type a little more.',
    nothingFits: 'Nothing fits. An id can be entered all the same.',
    nothingYet: 'There is no catalogue on this PC: enter the id. Once used, it is offered here.',
    modelFirst: 'Choose the model first, or enter the variant’s id.',
    vehicleFrom: {
      connector: 'From the connector',
      ticket: 'From this car’s last ticket',
    },
    giveName: 'Give it a name',
    changeName: 'Change the name',
    ownName: (id: string) => `Your name for ${id}`,
    saveName: 'Save name',
    favourites: 'Favourites',
    favourite: (name: string) => `Favourite: ${name}`,
    group: 'Product group',
    allGroups: 'All groups',
    basket: 'Chosen products',
    noPrice: 'No price known',
    net: (amount: string) => `${amount} net`,
    gross: (amount: string) => `${amount} gross`,
    total: 'Total',
    unpriced: (count: number) =>
      count === 1
        ? 'without one product whose price is not known'
        : `without ${count} products whose price is not known`,
    priceAsOf: (date: string) => `Prices of ${date}; not checked with the service`,
    bundles: (count: number) => (count === 1 ? '1 bundle' : `${count} bundles`),
    bundlesTitle: 'Bundles',
    bundlesHelp: 'Products that belong together for this vehicle.',
    offerFrom: {
      service: (date: string) => `As the service said on ${date}.`,
      catalogue: (date: string) => `From the catalogue of ${date}.`,
      nothing: (_date: string) => '',
    },
    searchBundles: 'Search bundles',
    block: (number: number) => `Part ${number}`,
    nothingOfBlock: 'None of these',
    addBundle: 'Add these products',
  },
  questions: {
    done: (done: number, all: number) => `${done} of ${all} answered`,
    usual: 'Answer as usual',
    tick: 'Done',
    others: 'Other answers',
  },
  /** Asked for and recorded: other words here are another version (docs/consent.md). */
  consent: {
    title: 'Unattended service',
    question: 'May this order go to an unattended service?',
    needed: (products: string) => `Carried out without an operator: ${products}.`,
    perhaps:
      'Only asked for products that are carried out without an operator. Nobody here knows whether these are.',
    yes: 'Yes, I agree',
    no: 'No',
    recorded: (time: string, account: string | null) =>
      account === null ? `Recorded ${time}, nobody signed in` : `Recorded ${time}, ${account}`,
  },
  templates: {
    title: 'Templates',
    all: 'All templates',
    panel: 'Templates',
    help: 'What you order again and again: products, usual answers and the voucher. Answers are offered, never filled in.',
    none: 'There are none yet. Choose products in a ticket, then “Save as template”.',
    use: 'Use',
    rename: 'Rename',
    replace: 'Replace by this order',
    remove: 'Remove',
    removed: (name: string) => `“${name}” was removed.`,
    holds: (products: number, uses: number) =>
      `${products === 1 ? '1 product' : `${products} products`}, ${uses === 0 ? 'never used' : uses === 1 ? 'used once' : `used ${uses} times`}`,
    saveAs: 'Save as template',
    name: 'Name of the template',
    namePlaceholder: 'e.g. Tow bar coding',
    save: 'Save',
  },
  summary: (count: number) => (count === 1 ? 'One thing to put right' : `${count} things to put right`),

  bar: {
    saved: (time: string) => `Saved ${time}`,
    saving: 'Saving…',
    notSaved: 'NOT SAVED',
    saveAgain: 'Save again',
    send: 'Send ticket',
    ready: 'Ready to send.',
    readySignedOut: 'You are not signed in: you will be asked before it goes out.',
    incomplete: (fields: string) => `Before it can be sent: ${fields}.`,
    sendNow: 'Send now',
    sending: 'Sending…',
    numberLabel: 'Ticket number',
    numberUnknown: 'Created; the number was not told',
    copy: 'Copy the number',
    copied: 'Copied',
  },

  outcome: {
    created: {
      title: 'The ticket was created',
      help: 'An operator takes it from here. Leave the connector plugged in.',
    },
    createdByPerson: { title: 'Marked as created', help: 'You confirmed that this ticket exists.' },
    draft: { title: 'Draft', help: '' },
    queued: {
      title: 'Waiting to send',
      help: `${kept} Nothing has been sent yet.`,
    },
    sending: {
      title: 'Sending',
      help: 'Waiting for the service’s answer. This can take up to a minute and a half.',
    },
    rejected: {
      title: 'Not accepted',
      help: 'The service refused this ticket; it was not created. Everything you typed is kept. Correct it and send again.',
    },
    held: {
      title: 'Connector busy',
      help: `There is a ticket pending on this connector already, and it takes one at a time. ${kept} Try again when that one is closed.`,
    },
    unconfirmed: {
      title: 'May already have been sent',
      help: 'Nobody here can know whether this ticket was created. It is not sent again by itself, so that you are not billed twice. Look it up with Jifeline, then choose:',
    },
    confirm: {
      title: 'Check before sending',
      help: `Something changed since you wrote this ticket. ${kept} Look it over before it goes out.`,
    },
    discarded: { title: 'Discarded', help: 'This ticket will not be sent.' },
  } satisfies Record<TicketState | 'createdByPerson', Explanation>,

  numberTaken: (number: string, about: string, when: string) =>
    `No. ${number} is the ticket ${about}, ${when}.`,

  action: {
    edit: 'Edit',
    sendNow: 'Send now',
    tryAgain: 'Try again',
    discard: 'Discard',
    deleteDraft: 'Delete draft',
    discarded: (what: string) => `${what} was discarded.`,
    undo: 'Undo',
    duplicate: 'Same again, other VIN',
    confirm: 'Send all the same',
    cancel: 'Cancel',
    itIsThere: 'It is there',
    itIsThereHelp: 'You found the ticket. Its number, if you know it:',
    sendAgain: 'It is not there: send again',
    sendAgainSure:
      'Send a second time? If the first one exists after all, there will be two tickets and two bills.',
    sendAgainYes: 'Yes, I looked: send again',
    signIn: 'Sign in',
    newTicket: 'New ticket',
    details: 'Details',
  },
  check: {
    aged: (_was: string, now: string) =>
      `It has waited for ${now}. Are the answers and the consent still right?`,
    'other-connector': (was: string, now: string) =>
      `The connector on the cable is ${now}; the ticket is for ${was}.`,
    'other-vin': (was: string, now: string) => `The connector now reads ${now}; the ticket is for ${was}.`,
  } satisfies Record<TicketCheck['code'], (was: string, now: string) => string>,
  duration: {
    minutes: (count: number) => (count === 1 ? 'a minute' : `${count} minutes`),
    hours: (count: number) => (count === 1 ? 'an hour' : `${count} hours`),
    days: (count: number) => (count === 1 ? 'a day' : `${count} days`),
    unknown: 'an unknown time: the clock of this PC was changed',
  },
  next: {
    queued: (when: string) => `It is tried again by itself ${when}.`,
    held: (when: string) => `It is tried again by itself ${when}, or when you say so.`,
    unconfirmed: (when: string) => `The service’s own list is looked at again ${when}.`,
    soon: 'in a moment',
    seconds: (count: number) => `in ${count} seconds`,
    minutes: (count: number) => (count === 1 ? 'in a minute' : `in ${count} minutes`),
  },
  history: {
    title: 'What happened',
    begun: (number: number) => `Attempt ${number} begun`,
    ended: {
      created: 'Answer: created',
      held: 'Answer: the connector has a pending ticket',
      unauthorized: 'Answer: not signed in',
    } as Readonly<Record<string, string>>,
    decided: {
      it_is_there: 'Decided: it is there',
      send_again: 'Decided: it is not there, send again',
      confirm: 'Looked over: send all the same',
      discard: 'Discarded',
      restore: 'Fetched back',
    } as Readonly<Record<string, string>>,
    looked: 'Found in the service’s list',
    by: (account: string) => `by ${account.replace(/^connector-pin:/, 'connector ').replace(/^oidc:/, '')}`,
  },
  serverWords: 'The service says',
  status: (status: number) => `Answer ${status}`,
  attempts: (count: number) => (count === 1 ? 'Tried once' : `Tried ${count} times`),
  facts: {
    uuid: 'UUID',
    chatId: 'Chat id',
    state: 'State number',
    none: '—',
    yes: 'Yes',
    no: 'No',
  },

  connector: {
    light: 'Connector',
    searching: { title: 'Looking for it', help: ['One moment.'] },
    none: {
      title: 'Not found',
      help: ['Plug the connector into this PC with its data cable, and into the car.'],
    },
    identifying: { title: 'Found, asking its id', help: ['One moment.'] },
    ready: { title: 'Ready', help: ['Leave it plugged in until the operator is done.'] },
    busy: {
      title: 'In use by another program',
      help: ['The port is tried again every two seconds.'],
    },
    'no-permission': {
      title: 'No permission for the port',
      help: ['The system keeps this program from the port. It is tried again every two seconds.'],
    },
    refused: {
      title: 'Cannot be opened',
      help: [
        'The driver does not open the port, which is no matter of the car. It is tried again every two seconds. Your ticket is kept.',
      ],
    },
    'not-answering': {
      title: 'Does not answer',
      help: ['The port is open, but no id came. It is asked again every two seconds.'],
    },
    unplugged: {
      title: 'Unplugged',
      help: ['Plug it in again. Your ticket is kept.'],
    },
    several: { title: 'Several attached', help: ['Choose the one that is in this car.'] },
    manual: {
      title: 'Id entered by hand',
      help: ['No connector is ready on the cable. The id you entered is used.'],
    },
  } satisfies Record<ConnectorView['state'], { title: string; help: readonly [string, ...string[]] }> & {
    light: string;
  },
  heard: {
    nothing: 'Nothing was heard.',
    garbage: 'Only garbage was heard.',
    'no-serial-number': 'Its USB serial number is no connector id, so it is not known which one it is.',
  },
  searchProblem: {
    'list-timeout':
      'The operating system does not tell its ports just now. Ports that are known are still watched.',
    'list-failed': 'The operating system does not tell its ports.',
    'serial-missing':
      'The part of the program that talks to serial ports could not be loaded. Install the program again, or enter the connector’s id by hand.',
    'udevadm-missing': 'udevadm is not installed: ports are known with fewer details.',
  },
  finding,
  connectorPanel: {
    title: 'Connector',
    whatToDo: 'What to do',
    retry: 'Check again',
    choose: 'Use this one',
    byHand: 'Enter the id by hand',
    byHandHelp: 'It stands on the connector. A connector on the cable comes first when it is ready.',
    use: 'Use this id',
    remove: 'Remove the id entered by hand',
    showPorts: 'Show all ports',
    noPorts: 'This PC has no serial ports.',
    matched: 'a connector profile matches',
    unmatched: 'not a connector: never opened',
    port: 'Port',
    vin: 'VIN of the car',
    vinUnusable: 'The car tells no usable VIN: type it in. The connector’s id is known all the same.',
    several: 'More than one is attached',
    current: 'in use here',
    causes: 'What it may be, most likely first',
    checking: 'Checking…',
    found: (count: number) =>
      count === 0
        ? 'No cause is certain yet. It is checked again by itself.'
        : count === 1
          ? 'One cause was found.'
          : `${count} causes were found.`,
    command: 'In a terminal',
    copy: 'Copy',
    copyCommand: 'Copy the command',
    copied: 'Copied',
  },

  service: {
    light: 'Service',
    unknown: 'Not checked yet',
    checking: 'Checking',
    reachable: 'Online',
    unreachable: 'Cannot be reached',
    signedOut: 'Not signed in',
    refused: 'Sign in again',
    sessionOnly: 'This session only',
    restoring: 'Opening the keychain',
  },
  signIn: {
    title: 'Service',
    signInTitle: 'Sign in',
    methods: {
      browser: 'Browser',
      'device-code': 'Code',
      'connector-pin': 'Connector and pin',
      token: 'Token',
    } satisfies Record<SignInMethod, string>,
    browserHelp:
      'The sign-in page opens in this PC’s browser. What you enter there is not seen by this program.',
    browserSubmit: 'Sign in with the browser',
    deviceHelp: 'You get a code to enter on a phone or another PC.',
    deviceSubmit: 'Get a code',
    starting: 'Looking for the sign-in service…',
    waiting: 'Waiting for the browser',
    waitingHelp: 'Sign in on the page that was opened. This window comes back by itself.',
    notOpened: 'Copy the link and open it in a browser on this PC.',
    finishing: 'Signing in…',
    deviceTitle: 'Enter this code',
    deviceAt: 'On a phone or another PC, open',
    deviceUntil: (time: string) => `The code holds until ${time}. This window goes on by itself.`,
    copyLink: 'Copy the link',
    linkCopied: 'Copied',
    cancel: 'Cancel',
    connectorId: 'Connector id',
    connectorUuid: 'Connector UUID',
    connectorUuidHelp: 'As an administrator gave it to you; the cable does not tell it.',
    pin: 'Pin',
    token: 'Token',
    tokenHelp: 'As an administrator gave it to you.',
    submit: 'Sign in',
    busy: 'Signing in…',
    signedInAs: (name: string) => `Signed in as ${name}`,
    connectorName: (id: string) => `connector ${id}`,
    signedInWithToken: 'Signed in with a token',
    tokenName: 'Pasted token',
    stays: 'stays signed in',
    untilShort: (time: string) => `until ${time}`,
    renews: 'It is renewed by itself for as long as the sign-in service agrees.',
    until: (time: string) => `It ends ${time}. Then sign in again.`,
    untilUnknown: 'How long it lasts is the service’s to say: you will be asked when it ends.',
    accounts: 'Accounts on this PC',
    nobody: 'Nobody is signed in.',
    inUse: 'In use',
    use: 'Use',
    useNamed: (name: string) => `Use ${name}`,
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name} from this PC`,
    another: 'Sign in with another account',
    manage: 'Sign in or out',
    notRenewed:
      'It is not renewed: the sign-in service gave no permission for that. Whoever looks after this PC can change it.',
    retryKeychain: 'Try the keychain again',
    undeleted:
      'The keychain may still hold a sign-in that was removed here. It is not used any more, and is deleted as soon as the keychain allows it.',
    systemWords: 'The system says',
    signOut: 'Sign out',
    signOutHelp: 'Whoever signs out, drafts and tickets stay on this PC.',
    keychain: 'The sign-in is kept in this PC’s keychain.',
    sessionOnly: 'This sign-in lasts until the program ends: the keychain did not take it.',
    refused: 'This sign-in is not accepted any more. Sign in again; your tickets are kept.',
    check: 'Check the connection',
    host: 'Service',
  },

  settings: {
    language: 'Language',
    languageOfSystem: 'Like the system',
    title: 'Settings',
    theme: 'Appearance',
    density: 'Size of buttons and fields',
    densities: { normal: 'Normal', workshop: 'Workshop: large, for gloves' },
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    device: 'This PC',
    deviceHelp: 'Sent along with each ticket, where the PC does not tell it by itself. May stay empty.',
    deviceManufacturer: 'Manufacturer',
    deviceModel: 'Model',
    latitude: 'Latitude',
    longitude: 'Longitude',
    placeHelp: 'Decimal degrees, for example 51.985104. Both or none.',
    wrongPlace: 'Enter decimal degrees, such as 51.985104',
    saved: 'Saved',
    recheck: 'Check again before sending',
    recheckHelp: 'A ticket that waited longer is shown to you before it goes.',
    recheckHours: (hours: number) => (hours === 1 ? 'After an hour' : `After ${hours} hours`),
    drafts: 'Drafts',
    draftsHelp: 'All drafts in one file, for another PC or for safety.',
    exportDrafts: 'Export drafts…',
    importDrafts: 'Import drafts…',
    leftOut: (count: number) => `${count} may have been sent and were left out.`,
    exported: (count: number) => (count === 1 ? 'One draft was exported.' : `${count} drafts were exported.`),
    imported: (added: number, known: number) =>
      `${added === 1 ? 'One draft was' : `${added} drafts were`} imported; ${known} were here already.`,
    about: 'About',
    version: (version: string) => `Version ${version}`,
    website: 'Jifeline website',
  },
  notices: {
    'settings-quarantined':
      'The settings file was damaged. It was put aside and the settings are back to their defaults.',
    'settings-newer':
      'The settings were written by a newer version of the program. A copy was put aside, and what this version knows is used.',
    'settings-unusable':
      'The settings file could be neither taken over nor put aside, so it is left as it is. Changes hold until the program ends: ask whoever looks after this PC.',
    'database-quarantined':
      'The file with the tickets was damaged or missing. Nothing of it could be read, and there is no backup that can be used, so what was in it is missing here. What was damaged was put aside, not deleted: ask whoever looks after this PC.',
    'database-restored':
      'The file with the tickets was damaged or missing. A backup stands in for it, with whatever could still be read. What was written since that backup may be missing, and what may have been sent since is marked: look it up with Jifeline before you order for the same car again. What was damaged was put aside, not deleted.',
    'database-salvaged':
      'The file with the tickets was damaged, and there was no backup that could be used. Whatever could still be read is here; the rest is missing. What may have been sent is marked: look it up with Jifeline before you order for the same car again. The damaged file was put aside, not deleted: ask whoever looks after this PC.',
    'database-put-back':
      'Somebody put a backup in the place of the tickets. What was written since that backup is missing here, and what may have been sent since is marked: look it up with Jifeline before you order for the same car again.',
    'database-copied':
      'The tickets here are a copy of a data folder that may be in use elsewhere. What waited in it, and its drafts, may be sent there too: look each over before you send it.',
    'database-older':
      'The tickets here were put back from an older day. What may have been sent since is marked, and what was written since is missing: look it up with Jifeline before you send anything again.',
    'workshop-restored':
      'The file with the workshop’s names and templates was damaged or missing. A backup stands in for it, with whatever could still be read: what was added since may be missing. What was damaged was put aside, not deleted.',
    'workshop-salvaged':
      'The file with the workshop’s names and templates was damaged, and there was no backup that could be used. Whatever could still be read is here; the rest is missing. The damaged file was put aside, not deleted: ask whoever looks after this PC.',
    'workshop-quarantined':
      'The file with the workshop’s names and templates was damaged or missing. Nothing of it could be read, and there is no backup that can be used. What was damaged was put aside, not deleted: ask whoever looks after this PC.',
    'workshop-put-back':
      'Somebody put a backup in the place of the workshop’s names and templates. What was added since that backup is missing here.',
    'backup-failed':
      'The tickets could not be backed up, and there is no backup of today or yesterday. They are safe as long as this disk is: ask whoever looks after this PC, the disk may be full.',
    'workshop-backup-failed':
      'The workshop’s names and templates could not be backed up, and there is no backup of today or yesterday. They are safe as long as this disk is: ask whoever looks after this PC, the disk may be full.',
  },
  catalogueFile: {
    title: 'Catalogue',
    none: 'There is no catalogue on this PC yet.',
    noneHelp:
      'With one, vehicles and products are chosen by name, also offline. Until then their ids are typed. Ask Jifeline for a file.',
    source: 'Source',
    asOf: 'As of',
    importedAt: 'Imported',
    models: 'Models',
    variants: 'Variants',
    products: 'Products',
    import: 'Import a catalogue…',
    importing: 'Reading the catalogue',
    meanwhile: 'The one that is there stays in use until the new one is whole.',
    imported: 'The catalogue was imported.',
    refused: (file: string, count: number) =>
      `${file} was not imported: ${count === 1 ? 'one problem' : `${count}${count < 20 ? '' : ' or more'} problems`}`,
    stays: 'Nothing of it was used. The catalogue that was there stays as it was.',
    stillNone: 'Nothing of it was used. There is still no catalogue; ids can be typed.',
    problems: 'What is wrong with the file',
    line: (number: string) => `Line ${number}`,
    tellAuthor: 'Give this to whoever made the file.',
    fromService: 'The service is also asked what product groups and bundles a chosen vehicle can have.',
  },
  /** One sentence each; line and key stand beside it. */
  catalogueProblem: {
    unreadable: (detail: string) => `The file is not there or cannot be read (${detail}).`,
    too_large: (detail: string) => `The file is larger than ${details.figures(detail)} MiB.`,
    not_utf8: (detail: string) => notText(details.fault(detail)),
    nul: (detail: string) => notText(details.fault(detail)),
    not_json: (detail: string) =>
      `From here on it is no valid JSON, or the file ends too early.${detail === '' ? '' : ` Here stands ${detail}.`}`,
    other_format: (detail: string) =>
      `This is another kind of file, or another version of it. Here belongs: ${detail}.`,
    missing_key: () => 'This key is missing.',
    unknown_key: () => 'This key is not known. Is it misspelt?',
    key_twice: () => 'This key is there twice.',
    wrong_type: (detail: string) => `Another kind of value belongs here: ${details.type(detail)}.`,
    wrong_value: (detail: string) => `This value is not allowed. Allowed: ${details.allowed(detail)}.`,
    id_twice: (detail: string) => `Another entry has the id ${detail} already.`,
    no_such_id: (detail: string) => {
      const { list, id } = details.missing(detail);
      return `The id ${id} is not in the list ${list}.`;
    },
    negative_price: () => 'A price cannot be less than zero.',
    wrong_currency: () => 'This is no currency of ISO 4217, or the product has two currencies.',
    too_many: (detail: string) => {
      const { most, references } = details.limit(detail);
      return references
        ? `More than ${most} entries name something that comes later in the file.`
        : `This list has more than ${most} entries.`;
    },
    entry_too_large: (detail: string) => `This entry is longer than ${details.kibibytes(detail)} KiB.`,
  } satisfies Record<CatalogueProblemCode, (detail: string) => string>,
  shortcuts: {
    title: 'Keys',
    show: 'Show all keys',
    or: 'or',
    scan: 'A scanned VIN goes into its field by itself, wherever the focus is.',
    key: { command: 'Ctrl', Enter: 'Enter', Escape: 'Esc' } satisfies KeyNames,
    groups: {
      ticket: 'The ticket on screen',
      tickets: 'Your tickets',
      window: 'The window',
    } satisfies Record<ShortcutGroup, string>,
    does: {
      send: 'Send the ticket',
      usualAnswers: 'Answer as usual',
      template: 'Use template 1 to 9',
      nextField: 'Next field',
      newTicket: 'New ticket',
      search: 'Search tickets',
      settings: 'Settings',
      keys: 'Show the keys',
      close: 'Close a panel',
    } satisfies Record<ShortcutId, string>,
  },
  close: 'Close',
  dismiss: 'Dismiss',

  /** What is beyond the code of a failure. */
  notText,
  wrongSign: (place: number, about: string) =>
    `No token has this sign: character ${place} is ${about}. Nothing was sent`,

  error: {
    'bridge.invalid_input': {
      title: 'That could not be understood',
      help: 'Nothing was changed. Check what you entered.',
    },
    'bridge.refused': {
      title: 'The program refused this',
      help: 'Nothing was changed. Start the program again.',
    },
    internal: {
      title: 'Something went wrong in the program',
      help: 'What was saved is kept. Try again; if it stays, restart the program.',
    },
    'ticket.not_found': { title: 'This ticket is not here any more', help: 'Open it again from the list.' },
    'ticket.changed_meanwhile': {
      title: 'The ticket changed meanwhile',
      help: 'You see its newest state. Try again.',
    },
    'ticket.not_possible_now': {
      title: 'That is not possible now',
      help: 'The ticket has moved on. Nothing was changed.',
    },
    'ticket.number_taken': {
      title: 'This number is another ticket’s',
      help: 'Nothing was changed. Look the number up again: given for two tickets, one of them would never be sent.',
    },
    'ticket.incomplete': {
      title: 'Something is missing',
      help: 'Fill in what is marked, then send again. What you typed is kept.',
    },
    'storage.full': {
      title: 'The disk is full',
      help: 'The last change is NOT saved, but still on screen. Make room on the disk, then save again.',
    },
    'storage.failed': {
      title: 'The ticket could not be saved',
      help: 'The last change is NOT saved, but still on screen. Try again.',
    },
    'storage.damaged': {
      title: 'The file with the tickets is damaged',
      help: 'The last change is NOT saved. Close the program and start it again: it repairs the file from what can still be read and from the last backup.',
    },
    'import.not_readable': {
      title: 'That is no file of drafts',
      help: 'Nothing was imported, and nothing here was changed. Choose a file that this program exported.',
    },
    'import.not_text': {
      title: 'The file cannot be read as text',
      help: 'Nothing was imported, and nothing here was changed. Save the file as UTF-8, or export the drafts again.',
    },
    'export.failed': {
      title: 'The drafts could not be written',
      help: 'They are all still here. Choose another place for the file.',
    },
    'export.too_large': {
      title: 'The drafts are more than fit into one file',
      help: 'Nothing was written, and they are all still here. A file holds 64 MB: shorten what was pasted in by mistake, or discard drafts that nobody needs.',
    },
    'queue.blocked': {
      title: 'Another ticket comes first',
      help: 'An earlier ticket of this connector must be settled first. This one is kept and waits.',
    },
    'queue.other_account': {
      title: 'Released under another sign-in',
      help: 'It is kept. Press Send now to send it with the present sign-in.',
    },
    'net.dns': {
      title: 'No connection: the service’s name was not found',
      help: 'Nothing was sent and the ticket is kept. Check the internet connection.',
    },
    'net.refused': {
      title: 'No connection: the service refused it',
      help: 'Nothing was sent and the ticket is kept.',
    },
    'net.unreachable': {
      title: 'No connection to the internet',
      help: 'Nothing was sent and the ticket is kept. Check the network.',
    },
    'net.connect_timeout': {
      title: 'No connection: no answer in time',
      help: 'Nothing was sent and the ticket is kept. Check the network.',
    },
    'net.connect_failed': {
      title: 'The connection broke before anything was sent',
      help: 'Nothing was sent and the ticket is kept.',
    },
    'net.certificate': {
      title: 'The service’s certificate is not trusted',
      help: 'Nothing was sent, for safety. Check this PC’s date and time; a proxy may need its certificate installed. Ask whoever looks after this PC.',
    },
    'net.proxy_auth': {
      title: 'The proxy asks for a sign-in',
      help: 'Nothing was sent and the ticket is kept. Ask whoever looks after the network.',
    },
    'net.proxy': {
      title: 'The proxy could not be passed',
      help: 'Nothing was sent and the ticket is kept. Check the system’s proxy settings.',
    },
    'net.proxy_settings': {
      title: 'The system did not say how to reach the internet',
      help: 'Nothing was sent and the ticket is kept. Its proxy settings, or a proxy script, do not answer: ask whoever looks after the network.',
    },
    'net.throttled': {
      title: 'The service asks to wait',
      help: 'It did not take the ticket yet; the ticket is kept.',
    },
    'doubt.restored': {
      title: 'Brought back: it may have been sent meanwhile',
      help: 'It comes from a backup, a copied folder, an older day or a file of drafts. Look it up with Jifeline before you send it.',
    },
    'doubt.connection_lost': {
      title: 'The connection broke while sending',
      help: 'The request had left; no answer came back.',
    },
    'doubt.timeout': {
      title: 'No answer came in time',
      help: 'The request had left; the service may still have created the ticket.',
    },
    'doubt.server_error': {
      title: 'The service had an error',
      help: 'It may have created the ticket before that.',
    },
    'doubt.unexpected_answer': {
      title: 'The answer made no sense',
      help: 'Perhaps a sign-in page of the network came in between.',
    },
    'doubt.interrupted': {
      title: 'The program stopped while sending',
      help: 'Whether the request got through is not known.',
    },
    'api.rejected': {
      title: 'Not accepted',
      help: 'The service refused the ticket; it was not created. Correct it and send again.',
    },
    'api.redirected': {
      title: 'The service sent us elsewhere',
      help: 'That is never followed, to protect the sign-in. The ticket was not created. Check the address in the deployment file.',
    },
    'api.connector_pending': {
      title: 'A ticket is pending on this connector',
      help: 'A connector takes one ticket at a time.',
    },
    'auth.required': {
      title: 'Sign in to send',
      help: 'Nothing is lost: the ticket waits, and goes out by itself once you are signed in.',
    },
    'auth.refused': {
      title: 'The sign-in was not accepted',
      help: 'Check what you entered. Your tickets are kept.',
    },
    'auth.method_disabled': {
      title: 'This way of signing in is switched off',
      help: 'Use the other one, or ask whoever looks after this PC.',
    },
    'auth.unexpected_answer': {
      title: 'Signing in did not work',
      help: 'The service answered something unexpected. Try again later.',
    },
    'auth.not_renewed': {
      title: 'The sign-in could not be renewed just now',
      help: 'Nothing was sent and the ticket is kept. The sign-in service did not answer as it should.',
    },
    'auth.cancelled': { title: 'The sign-in was called off', help: 'Nothing was changed.' },
    'auth.timed_out': {
      title: 'Nobody came back from the browser',
      help: 'After five minutes the program stopped waiting. Your tickets are kept. Start again when you are ready.',
    },
    'auth.denied': {
      title: 'The sign-in was declined',
      help: 'Somebody said no at the sign-in service. Your tickets are kept. Start again to say yes.',
    },
    'auth.response_invalid': {
      title: 'The answer did not belong to this sign-in',
      help: 'For safety it was not used, and nothing was kept of it. Start again, and close older sign-in pages in the browser.',
    },
    'auth.code_expired': {
      title: 'The code ran out',
      help: 'It was not entered in time. Your tickets are kept. Ask for a new one.',
    },
    'auth.not_offered': {
      title: 'The sign-in service does not offer this way',
      help: 'Use another way, or ask whoever looks after this PC.',
    },
    'auth.wrong_issuer': {
      title: 'Another sign-in service answered',
      help: 'It is not the one in the deployment file, so nothing was sent to it. Ask whoever looks after this PC.',
    },
    'auth.misconfigured': {
      title: 'The sign-in service does not know this program',
      help: 'The client id or the scopes in the deployment file do not fit. Your tickets are kept. Ask whoever looks after this PC.',
    },
    'auth.browser_failed': {
      title: 'The browser could not be opened',
      help: 'Copy the link and open it in a browser on this PC.',
    },
    'auth.listener_failed': {
      title: 'The browser’s answer cannot be received',
      help: 'This PC does not let the program listen for it. Use the code instead, or ask whoever looks after this PC.',
    },
    'auth.account_gone': {
      title: 'This sign-in is not kept here any more',
      help: 'Nothing else was changed. Sign in with it again.',
    },
    'keychain.absent': {
      title: 'This PC has no keychain',
      help: 'The sign-in lasts until the program ends and is written nowhere. On Linux, install a Secret Service such as gnome-keyring, then try again.',
    },
    'keychain.not_set_up': {
      title: 'No keyring was set up yet',
      help: 'Create one in the desktop’s program for passwords and keys, or log out of the PC and in again with your password; then try again. Until then a sign-in lasts until the program ends and is written nowhere.',
    },
    'keychain.locked': {
      title: 'The keychain is locked',
      help: 'Unlock it, then try again. Until then a sign-in lasts until the program ends and is written nowhere.',
    },
    'keychain.timeout': {
      title: 'The keychain does not answer',
      help: 'It may be asking something behind this window: look for its question, then try again. Until then a sign-in lasts until the program ends.',
    },
    'keychain.denied': {
      title: 'The keychain refused this program',
      help: 'Allow it in the keychain, then try again. Until then a sign-in lasts until the program ends and is written nowhere.',
    },
    'keychain.corrupt': {
      title: 'The sign-in in the keychain is damaged',
      help: 'It cannot be used. Sign in again: that replaces it. Your tickets are kept.',
    },
    'keychain.failed': {
      title: 'The keychain had an error',
      help: 'Try again. Until it works a sign-in lasts until the program ends and is written nowhere.',
    },
    'connector.invalid_id': { title: 'A connector id has only digits', help: 'It stands on the connector.' },
    'connector.invalid_uuid': {
      title: 'This is no UUID',
      help: 'It looks like ca09a970-6519-4280-b6a6-65727e2894e3. Check what you entered.',
    },
    'connector.unknown_port': {
      title: 'This port is not there any more',
      help: 'Plug the connector in again.',
    },
    'catalogue.storage': {
      title: 'The catalogue cannot be read',
      help: 'Type the ids, or import the catalogue again. Your tickets and your own names are not affected.',
    },
    'catalogue.file_refused': {
      title: 'This is no catalogue that can be used',
      help: 'Nothing was changed: the catalogue that was there stays. Give what is wrong to whoever made the file.',
    },
    'catalogue.busy': {
      title: 'A catalogue is being read already',
      help: 'Wait until it is done, then try again.',
    },
    'template.not_found': {
      title: 'This template is not there any more',
      help: 'Nothing was changed. Choose another one.',
    },
    'template.empty': {
      title: 'There is nothing to keep as a template yet',
      help: 'Add at least one product to the ticket, then save the template.',
    },
    'template.name_taken': {
      title: 'Another template has this name',
      help: 'Nothing was saved. Choose another name.',
    },
    'templates.too_many': {
      title: 'There are too many templates',
      help: 'Nothing was saved. Remove one that nobody uses, then try again.',
    },
    'template.no_room': {
      title: 'That is more than fits into one ticket',
      help: 'Nothing was put in: a ticket takes 200 products at most. Use a new ticket.',
    },
    'template.storage': {
      title: 'The templates cannot be read or saved',
      help: 'The last change is NOT saved. Your tickets are not affected. Try again.',
    },
    'settings.not_saved': {
      title: 'The setting could not be saved',
      help: 'It holds until the program ends.',
    },
  } satisfies Record<ErrorCode, Explanation>,

  ago: {
    now: 'just now',
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
    days: (count: number) => (count === 1 ? 'yesterday' : `${count} days ago`),
  },
};
