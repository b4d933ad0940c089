import * as v from 'valibot';
import {
  CatalogueChange,
  CatalogueId,
  CatalogueStatus,
  Favourite,
  LastVehicle,
  ModelHits,
  ModelSearch,
  ModelWithVariants,
  OfferView,
  OwnName,
  PathOf,
  ProductHits,
  ProductIds,
  ProductSearch,
  ProductView,
  Vehicle,
  VehicleOfPath,
  VinOf,
} from './catalogue.ts';
import { ConnectorId, ConnectorView, Finding, PortView } from './connector.ts';
import { call, event, type Bridge, type Handlers, type Push } from './define.ts';
import { ServiceView, SessionView } from './session.ts';
import { AboutView, Notice, SettingsChanges, SettingsView } from './settings.ts';
import { ApplyTemplate, OneTemplate, RenameTemplate, SaveTemplate, TemplateView } from './template.ts';
import { AttemptView, FormChanges, TicketCounts, TicketFilter, TicketSummary, TicketView } from './ticket.ts';

const nothing = v.undefined();
const Id = v.pipe(v.string(), v.uuid());
const AccountName = v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(600)) });
const OneTicket = v.strictObject({ id: Id });

/** Every push carries the program's revision: one counter, so that a reader drops whatever is older. */
const revisioned = <S extends v.GenericSchema>(value: S) => v.strictObject({ revision: v.number(), value });

/** Everything the first screen needs, as of one moment. Subscribe first, then ask for it once. */
export const Snapshot = v.strictObject({
  revision: v.number(),
  connector: ConnectorView,
  session: SessionView,
  service: ServiceView,
  settings: SettingsView,
  about: AboutView,
  notices: v.array(Notice),
  /** The ticket to show: the draft worked on last, or a blank one. */
  open: TicketView,
  /** The newest tickets, blank drafts left out. */
  tickets: v.array(TicketSummary),
  counts: TicketCounts,
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

/**
 * The whole bridge between the window and main, as one value. Types, main's side, the renderer's side and the
 * double used in tests are all derived from it. There is no call that returns a secret, and there must never be.
 */
export const contract = {
  app: {
    snapshot: call(nothing, Snapshot),
    /** The page has what its first screen is made of: main may begin what that does not need. */
    loaded: call(nothing, nothing),
    noticesChanged: event(revisioned(v.array(Notice))),
    /** Somebody has read these, which were on screen. */
    dismissNotices: call(v.strictObject({ notices: v.pipe(v.array(Notice), v.maxLength(100)) }), nothing),
  },
  connector: {
    changed: event(revisioned(ConnectorView)),
    /** Looks again at once: the "Try again" of every state. */
    retry: call(nothing, nothing),
    /** Of several attached, use this one; remembered. */
    choose: call(v.strictObject({ path: v.pipe(v.string(), v.maxLength(500)) }), nothing),
    /** Null takes the id entered by hand away again. */
    enterByHand: call(v.strictObject({ connectorId: v.nullable(ConnectorId) }), nothing),
    /** All serial ports of this PC, for the help page; looking at them opens none. */
    ports: call(nothing, v.array(PortView)),
    /**
     * Why no connector is ready: the causes that apply now, most likely first, each looked at anew. Asked again and
     * again it also tells what appeared meanwhile. Null: being looked for or asked just now. Opens no port.
     */
    diagnose: call(nothing, v.nullable(v.array(Finding))),
  },
  drafts: {
    /** A blank draft: the one there is already, or a new one. It becomes the open one. */
    create: call(nothing, TicketView),
    /** Shows another ticket; a draft that is opened takes part in "fill from the connector". */
    open: call(OneTicket, TicketView),
    /** Saves some fields. The answer comes after the commit: only then may "saved" be shown. */
    change: call(v.strictObject({ id: Id, changes: FormChanges }), TicketView),
    /** Takes the VIN that the attached connector read from the car. */
    useConnectorVin: call(OneTicket, TicketView),
    /** Takes the id of the attached connector. */
    useConnector: call(OneTicket, TicketView),
    /**
     * Whether the order may go to an unattended service, as somebody says. `text` is the version and language
     * of the words on screen. Recorded with the time and the account.
     */
    consent: call(
      v.strictObject({
        id: Id,
        given: v.boolean(),
        text: v.pipe(v.string(), v.regex(/^\d{1,4}-[a-z]{2,10}$/)),
      }),
      TicketView,
    ),
    /** "Same again, other VIN": a new draft with the order of another ticket, for another car. */
    duplicate: call(OneTicket, TicketView),
    /** Asks for a file and writes every draft into it; null: the person changed their mind. */
    exportAll: call(nothing, v.nullable(v.strictObject({ drafts: v.number(), leftOut: v.number() }))),
    /** Asks for a file of drafts and brings back those that are not here. */
    importAll: call(nothing, v.nullable(v.strictObject({ added: v.number(), known: v.number() }))),
  },
  tickets: {
    changed: event(revisioned(TicketView)),
    countsChanged: event(revisioned(TicketCounts)),
    /** Drafts were brought back from a file: the list on screen is to be asked for anew. */
    imported: event(revisioned(v.strictObject({ added: v.number() }))),
    /** Main wants this ticket shown: somebody clicked a notification. */
    showRequested: event(revisioned(v.strictObject({ id: Id }))),
    /**
     * Newest first, without blank drafts and what was discarded; `before` continues after that ticket. `search` finds
     * parts of VIN, reference, connector id and ticket number.
     */
    list: call(
      v.strictObject({
        limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
        before: v.optional(Id),
        filter: v.optional(TicketFilter, 'all'),
        search: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
      }),
      v.array(TicketSummary),
    ),
    /** Releases a draft and tries to send it; or tries a queued one again. Answers once it is queued. */
    send: call(OneTicket, TicketView),
    /** Makes it a draft again: a queued one, a rejected one, a held one. */
    edit: call(OneTicket, TicketView),
    /** Held because the connector was busy: try again now. */
    resume: call(OneTicket, TicketView),
    /** The mechanic looked and the ticket exists; `ticketId` is the service's number when they know it. */
    itIsThere: call(
      v.strictObject({
        id: Id,
        ticketId: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))),
      }),
      TicketView,
    ),
    /** The mechanic looked and the ticket does not exist: send it again. Recorded with who and when. */
    sendAgain: call(OneTicket, TicketView),
    /** Looked over, and sent as it is. */
    confirm: call(OneTicket, TicketView),
    /** Throws away what is not being sent. */
    discard: call(OneTicket, TicketView),
    /** Undoes that: a draft again, or in doubt again when it was in doubt. */
    restore: call(OneTicket, TicketView),
    /** What was created here today for the same car or the same connector: at most three, newest first. */
    sameToday: call(OneTicket, v.array(TicketSummary)),
    /** What was tried and decided, oldest first; the last 200. */
    attempts: call(OneTicket, v.array(AttemptView)),
  },
  session: {
    changed: event(revisioned(SessionView)),
    serviceChanged: event(revisioned(ServiceView)),
    /** By the connector's id, or by its uuid where the deployment file says so. */
    signInWithPin: call(
      v.strictObject({
        connectorId: v.union([ConnectorId, Id]),
        pin: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
      }),
      SessionView,
    ),
    signInWithToken: call(
      v.strictObject({ token: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20_000)) }),
      SessionView,
    ),
    /** Opens the sign-in service in the system's browser. Answers once begun; how it goes on is in SessionView. */
    signInWithBrowser: call(nothing, nothing),
    /** Gets a code to enter on any device. Answers once begun; code and address come in SessionView. */
    signInWithDevice: call(nothing, nothing),
    cancelSignIn: call(nothing, nothing),
    /** Puts the address of the sign-in under way onto the clipboard; this window never sees it. */
    copySignInLink: call(nothing, nothing),
    /** Uses another of the known accounts. The one in use so far stays signed in. */
    switchAccount: call(AccountName, SessionView),
    /** Signs a known account out, whether or not it is the one in use. */
    removeAccount: call(AccountName, SessionView),
    /** The keychain was unlocked or allowed meanwhile: does again what it did not do. */
    retryKeychain: call(nothing, SessionView),
    signOut: call(nothing, SessionView),
    /** Looks whether the service can be reached, now. */
    checkService: call(nothing, ServiceView),
  },
  catalogue: {
    /** The catalogue, a name, a favourite or an offer is another: ask anew for what is on screen. */
    changed: event(revisioned(CatalogueChange)),
    status: call(nothing, CatalogueStatus),
    /** Answers as somebody types. What this workshop used comes first, latest first. */
    searchModels: call(ModelSearch, ModelHits),
    /** A model with its variants, those used here first. Also of an id that the catalogue does not know. */
    variantsOf: call(v.strictObject({ modelId: CatalogueId }), ModelWithVariants),
    searchProducts: call(ProductSearch, ProductHits),
    /** In the order asked for; also those that nobody knows. */
    products: call(ProductIds, v.array(ProductView)),
    /** What can be ordered for a vehicle, at once; where the service may be asked, it is, and `changed` follows. */
    offerFor: call(Vehicle, OfferView),
    /** The vehicle of this VIN's last ticket here; null: there is none. */
    lastFor: call(VinOf, LastVehicle),
    /** The vehicle of the catalogue that a connector's `vehiclePath` names; null where it is not certain. */
    vehicleOf: call(PathOf, VehicleOfPath),
    /** What the workshop calls an id; null takes the name away. */
    nameOwn: call(OwnName, nothing),
    setFavourite: call(Favourite, nothing),
    /** Asks for a file and reads it; null: the person changed their mind. How far it is comes with `changed`. */
    importFile: call(nothing, v.nullable(CatalogueStatus)),
  },
  templates: {
    /** All of them, in the order of `list`: one is new, renamed, removed, restored or was used. */
    changed: event(revisioned(v.array(TemplateView))),
    /** Used most in the last 30 days first. Today's uses do not count, so that nothing moves while people work. */
    list: call(nothing, v.array(TemplateView)),
    /** Makes a template of what the ticket holds now, or puts that into the one with `id`. */
    save: call(SaveTemplate, TemplateView),
    rename: call(RenameTemplate, TemplateView),
    /** Hides it: `restore` brings it back, under a name of its own if another has its name by then. */
    remove: call(OneTemplate, nothing),
    restore: call(OneTemplate, TemplateView),
    /** Adds its products to a draft, and its voucher where there is none. What was typed stays; answers are left out. */
    apply: call(ApplyTemplate, TicketView),
  },
  settings: {
    changed: event(revisioned(SettingsView)),
    change: call(SettingsChanges, SettingsView),
  },
  diagnostics: {
    /** Opens one of the program's own links in the system's browser; the addresses are constants of main. */
    openLink: call(v.strictObject({ link: v.picklist(['jifeline']) }), nothing),
  },
} as const;

export type WorkshopContract = typeof contract;
export type WorkshopBridge = Bridge<WorkshopContract>;
export type WorkshopHandlers = Handlers<WorkshopContract>;
export type WorkshopPush = Push<WorkshopContract>;

/** The name under which preload exposes the bridge on the window. */
export const bridgeName = 'workshop';
