/**
 * Every expected failure that can cross the bridge. Each code has one comment here (when it happens) and one
 * text per language in renderer/i18n (what happened, what is kept, what to do). Codes are stable: they are
 * stored with tickets, so add, never rename.
 */
export const errorCodes = [
  // — the bridge —
  /** A call's input did not fit its schema: a defect of the renderer, or somebody probing. Nothing was done. */
  'bridge.invalid_input',
  /** A call came from anything but the top frame of our own window. Nothing was done. */
  'bridge.refused',
  /** A defect in main: the details are in the log, never on the bridge. */
  'internal',

  // — stored tickets —
  /** No ticket has this id. */
  'ticket.not_found',
  /** The ticket changed since the caller last saw it (compare-and-set lost). The newer state was pushed. */
  'ticket.changed_meanwhile',
  /** The action does not exist in the ticket's present state, for instance editing while it is being sent. */
  'ticket.not_possible_now',
  /** The number that a person gave belongs to another ticket of this program; the details say which. Nothing changed. */
  'ticket.number_taken',
  /** Send was asked for while the form has errors; the details name the first field. */
  'ticket.incomplete',
  /** The disk is full: the change was NOT saved; the text is still on screen. */
  'storage.full',
  /** The database could not be read or written: the change was NOT saved; the text is still on screen. */
  'storage.failed',
  /** The database is damaged. The next start repairs it, from what can still be read of it and from a backup. */
  'storage.damaged',

  /** The file is no list of drafts of this program; the details name the place. Nothing was imported. */
  'import.not_readable',
  /** The bytes of the file are no text that is read; the details are those of NotText, an encoding nobody knows empty. Nothing was imported. */
  'import.not_text',
  /** The file with the drafts could not be written. Nothing is lost: they are all still here. */
  'export.failed',
  /** The drafts are more than one file holds, in megabytes or in number. Nothing was written: they are all still here. */
  'export.too_large',

  /** An earlier ticket for the same connector must be settled first: it may have been sent, or it is held. */
  'queue.blocked',
  /** The ticket was released under another sign-in: it goes out only when somebody presses Send on it. */
  'queue.other_account',

  // — proven not sent: nothing reached the service, sending again is safe —
  /** The service's name could not be looked up. */
  'net.dns',
  /** The service's computer refused the connection. */
  'net.refused',
  /** No route to the service: no network, cable out, flight mode. */
  'net.unreachable',
  /** The connection was not established within its limit (10 s). */
  'net.connect_timeout',
  /** The connection broke while it was being established. */
  'net.connect_failed',
  /** The service's certificate is not trusted, expired or for another host. Never bypassed. */
  'net.certificate',
  /** The proxy asks for a sign-in (407). */
  'net.proxy_auth',
  /** The proxy could not be reached or refused to connect. */
  'net.proxy',
  /** The system did not say, or not in time, whether there is a proxy: its settings or its proxy script do not answer. */
  'net.proxy_settings',
  /** The service asked to wait (429). */
  'net.throttled',

  // — may already have been sent: only a look-up or a person can know —
  /** The connection broke after the request had begun to leave. */
  'doubt.connection_lost',
  /** No status came within the limit: 60 s for a ticket, less for a list. Once one came, it counts, whatever its body. */
  'doubt.timeout',
  /** The service answered 5xx, 408 or 425: it may have created the ticket before it failed. */
  'doubt.server_error',
  /** The answer is none that the Customer API document knows, for instance a sign-in page of a guest network. */
  'doubt.unexpected_answer',
  /** The program or the PC stopped between recording the attempt and recording its end. */
  'doubt.interrupted',
  /** The tickets were read from a backup: it may have been sent after the backup was made. */
  'doubt.restored',

  // — the service's answer —
  /** 400 or another 4xx: not accepted; the server's words are in `message`. */
  'api.rejected',
  /** The service answered with a redirect (307, 308). It is never followed: the token must not leave the host. */
  'api.redirected',
  /** The connector has a pending ticket; a second one is not possible until that one is closed. */
  'api.connector_pending',

  // — signing in —
  /** Nobody is signed in, or the service no longer takes the sign-in (401). */
  'auth.required',
  /**
   * What was given to sign in with was not accepted; the service's words are in `message`. Where a pasted token has a sign
   * that no token has, nothing was sent: the sign is in `about`, its place, from 1, in `place`.
   */
  'auth.refused',
  /** The deployment file does not enable this way of signing in. */
  'auth.method_disabled',
  /** The sign-in service answered something else than its document says. */
  'auth.unexpected_answer',
  /** The sign-in service did not answer as it should when the sign-in was to be renewed. Tried again by itself. */
  'auth.not_renewed',
  /** Somebody called the sign-in off, or began another one. */
  'auth.cancelled',
  /** Nobody came back from the browser within five minutes. */
  'auth.timed_out',
  /** The sign-in service says that access was denied: somebody pressed "No" there. */
  'auth.denied',
  /** What came back does not belong to the sign-in that was begun: state, issuer or nonce differ. Nothing was taken. */
  'auth.response_invalid',
  /** The code on screen ran out before it was entered. */
  'auth.code_expired',
  /** The sign-in service does not offer this way, for instance no code for another device. */
  'auth.not_offered',
  /** At the issuer's address another issuer answers than the deployment file names. */
  'auth.wrong_issuer',
  /** The sign-in service does not know this program as the deployment file describes it (client id, scopes). */
  'auth.misconfigured',
  /** The system's browser could not be opened; the link can be copied. */
  'auth.browser_failed',
  /** No address of this PC could be listened on for the browser's answer. */
  'auth.listener_failed',
  /** The account chosen is not, or no longer, kept on this PC. */
  'auth.account_gone',

  // — the keychain: sign-ins then last for this session only —
  /** No keychain service is installed or running. */
  'keychain.absent',
  /** A keychain runs, and nobody ever set up a keyring in it. */
  'keychain.not_set_up',
  /** The keychain is locked and was not unlocked. */
  'keychain.locked',
  /** The keychain did not answer within 15 s. */
  'keychain.timeout',
  /** The keychain, or whoever it asked, did not allow it. */
  'keychain.denied',
  /** What the keychain gave back is no sign-in, or only a part of one. */
  'keychain.corrupt',
  /**
   * The keychain answered with an error, or gave back something else than was stored; the system's own words are in
   * `message`.
   */
  'keychain.failed',

  // — the connector —
  /** The id typed by hand is not a positive whole number. */
  'connector.invalid_id',
  /** The uuid typed by hand is none. */
  'connector.invalid_uuid',
  /** The port chosen is not, or no longer, among the ports found. */
  'connector.unknown_port',

  // — the catalogue —
  /** The catalogue's own file could not be read or written. Ids can still be typed; it can be fetched again. */
  'catalogue.storage',
  /** The file is no good catalogue; the details name the first problem and how many there are. The old one stays. */
  'catalogue.file_refused',
  /** A catalogue is being read already. */
  'catalogue.busy',

  // — templates —
  /** No template has this id, or it was removed. */
  'template.not_found',
  /** The ticket has no products: there is nothing to make a template of. */
  'template.empty',
  /** Another template has this name. Nothing was saved. */
  'template.name_taken',
  /** There are as many templates as are kept. Nothing was saved. */
  'templates.too_many',
  /** With the template's products the ticket would have more than it takes. Nothing was put in. */
  'template.no_room',
  /** The file with the templates could not be read or written: the change was NOT saved. Tickets are not affected. */
  'template.storage',

  // — settings —
  /** The settings file could not be written; the setting holds until the program ends. */
  'settings.not_saved',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure on its way to a person: a code, and details that are safe to show and to log. */
export interface AppError {
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

export const appError = (code: ErrorCode, details?: AppError['details']): AppError =>
  details === undefined ? { code } : { code, details };
