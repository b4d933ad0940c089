import type { NotText } from '../../preload/contract/not-text.ts';
import { detailsIn } from './catalogue-details.ts';
import { chosenFromList } from './en.ts';
import type { Texts } from './texts.ts';

const kept = 'Das Ticket bleibt auf diesem PC gespeichert.';
const unsent = 'Es wurde nichts gesendet, und das Ticket bleibt erhalten.';
const ticketsKept = 'Ihre Tickets bleiben erhalten.';
const askForHelp = 'Fragen Sie Ihre IT-Betreuung.';

const field: Texts['field'] = {
  vin: 'FIN',
  vehicle_model_id: 'Fahrzeugmodell',
  vehicle_model_variant_id: 'Variante',
  connector_id: 'Konnektor-ID',
  product_ids: 'Produkte',
  product_prerequisites: 'Vor dem Start',
  voucher: 'Gutscheincode',
  reference: 'Referenz',
  prepared_ticket_id: 'Vorbereitetes Ticket (ID)',
  confirmed_unattended_service: 'Service ohne Operator',
};

const notChecked = 'Lässt sich auf diesem PC nicht prüfen.';

const finding: Texts['finding'] = {
  cable: {
    title: 'Das Kabel oder der USB-Anschluss',
    seen: {
      ok: (names) => `Auf diesem PC gesehen: ${names}. Das Kabel überträgt Daten.`,
      problem: () => 'An den USB-Anschlüssen dieses PCs steckt gar nichts.',
      unknown: () => 'Die Anschlüsse werden beobachtet: Bisher ist nichts Neues aufgetaucht.',
    },
    steps: [
      'Ziehen Sie das Kabel am PC ab und stecken Sie es wieder ein. Was auftaucht, steht dann hier.',
      'Taucht nichts auf, nehmen Sie ein anderes Kabel. Ein reines Ladekabel sieht genauso aus.',
      'Nehmen Sie einen anderen USB-Anschluss, direkt am PC und nicht an einem Hub.',
    ],
  },
  car: {
    title: 'Das Fahrzeug gibt ihm keinen Strom',
    seen: { unknown: () => 'Lässt sich von hier aus nicht prüfen: Sehen Sie den Konnektor an.' },
    steps: ['Drücken Sie den Konnektor ganz in die Buchse des Fahrzeugs.', 'Schalten Sie die Zündung ein.'],
  },
  driver: {
    title: 'Ein Treiber fehlt',
    seen: {
      ok: () => 'Keinem Gerät am USB fehlt sein Treiber.',
      problem: (names) => `Hat keinen Treiber: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `Hat keinen Treiber, kann aber etwas anderes sein: ${names}.`,
    },
    steps: [
      `Installieren Sie den Treiber, der zum Konnektor gehört. ${askForHelp}`,
      'Der Befehl zeigt, was das System weiß: Unter Windows hat so ein Gerät ein gelbes Zeichen, unter Linux steht hinter „Driver=“ nichts.',
    ],
  },
  'no-profile': {
    title: 'Er ist nicht als Konnektor bekannt',
    seen: {
      ok: () => 'Es ist kein unbekanntes serielles Gerät angeschlossen.',
      problem: (names) => `Gerade eingesteckt, und kein Konnektorprofil ist dafür da: ${names}.`,
      unknown: (names) =>
        names === ''
          ? notChecked
          : `Kein Konnektorprofil ist da für: ${names}. Es kann ein anderes Gerät sein.`,
    },
    steps: [
      'Ist das der Konnektor, dann fehlt sein Profil: Nennen Sie Ihrer IT-Betreuung den Namen.',
      'Was in keinem Profil steht, wird nie geöffnet, denn es kann ein anderes Gerät sein. Geben Sie die ID solange von Hand ein.',
    ],
  },
  brltty: {
    title: 'brltty hat ihn belegt',
    seen: {
      ok: () => 'brltty läuft nicht.',
      problem: (names) =>
        `brltty läuft, und ein Programm hält dieses Gerät am Treiber vorbei fest: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `${names} läuft. Was es festhält, sagt das System nicht.`,
    },
    steps: [
      'brltty ist für Braillezeilen da und hält einen Konnektor vielleicht für eine. Braucht es hier niemand, schalten Sie es mit dem Befehl aus.',
      'Ziehen Sie danach das Kabel ab und stecken Sie es wieder ein.',
    ],
  },
  'modem-manager': {
    title: 'ModemManager probiert ihn aus',
    seen: {
      ok: () => 'ModemManager läuft nicht.',
      unknown: (names) =>
        names === '' ? notChecked : `${names} läuft. Ob es den Anschluss hat, sagt das System nicht.`,
    },
    steps: [
      'Es sucht an jedem neuen seriellen Anschluss ein Modem. Warten Sie kurz: Was kein Modem ist, gibt es meist wieder frei.',
      'Gibt es ihn nicht frei, dann hält der Befehl es bis zum nächsten Start des PCs an.',
    ],
  },
  'port-in-use': {
    title: 'Ein anderes Programm hat den Anschluss offen',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Ein anderes Programm hat ihn; welches, sagt das System nicht.'
          : `Hat ihn offen: ${names}.`,
      unknown: () => 'Von keinem anderen Programm ist bekannt, dass es ihn offen hat.',
    },
    steps: ['Schließen Sie Diagnose- und Terminalprogramme, oder lassen Sie sie die Verbindung trennen.'],
  },
  refused: {
    title: 'Der Treiber öffnet den Anschluss nicht',
    seen: {
      problem: (names) =>
        names === '' ? 'Das System nennt keinen Grund.' : `Das System nennt als Grund die Nummer ${names}.`,
      unknown: () => notChecked,
    },
    steps: [
      'Ziehen Sie das Kabel vom PC ab und stecken Sie es wieder ein, an einem anderen USB-Anschluss.',
      'Nehmen Sie ein anderes Kabel.',
      'Bleibt es dabei, ist ein anderer Treiber nötig. Sagen Sie es Ihrer IT-Betreuung, mit der Nummer.',
    ],
  },
  'serial-number': {
    title: 'Die USB-Seriennummer ist keine Konnektor-ID',
    seen: {
      problem: () => 'Das Profil sucht die ID in der USB-Seriennummer, und darin steht keine.',
      unknown: () => notChecked,
    },
    steps: [
      'Geben Sie die ID von Hand ein: Sie steht auf dem Konnektor.',
      'Sagen Sie Ihrer IT-Betreuung: Das Konnektorprofil ist für ein anderes Gerät, oder der Treiber gibt die Seriennummer nicht weiter.',
    ],
  },
  rights: {
    title: 'Sie dürfen diesen Anschluss nicht benutzen',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Das System lässt Sie nicht an diesen Anschluss.'
          : `Er ist für die Gruppe ${names} da, und in der sind Sie nicht.`,
      unknown: () => notChecked,
    },
    steps: [
      'Wer diesen PC verwaltet, kann Ihnen das Recht geben. Steht hier ein Befehl, dann tut er genau das.',
      'Melden Sie sich danach vom PC ab und wieder an: Erst dann gilt es.',
    ],
  },
  'sign-in-again': {
    title: 'Melden Sie sich neu am PC an',
    seen: {
      problem: (names) => `Sie sind jetzt in der Gruppe ${names}, aber diese Sitzung begann vorher.`,
      unknown: () => notChecked,
    },
    steps: [`Melden Sie sich vom PC ab und wieder an. ${ticketsKept}`],
  },
  speed: {
    title: 'Die Geschwindigkeit im Profil stimmt nicht',
    seen: {
      problem: () => 'Es kommen Zeichen an, aber keine Antwort.',
      unknown: () => 'Es kam nichts an, also ist es nicht zu sagen.',
    },
    steps: ['Sagen Sie Ihrer IT-Betreuung: baudRate im Konnektorprofil muss die des Konnektors sein.'],
  },
};

const details = detailsIn('de', {
  types: {
    number: 'eine Zahl',
    string: 'Text in Anführungszeichen',
    boolean: 'true oder false',
    list: 'eine Liste in [ ]',
    object: 'ein Eintrag in { }',
  },
  whole: 'eine ganze Zahl',
  notEmpty: 'ein Text, der nicht leer ist',
  uuid: 'eine UUID',
  date: (like) => `ein Datum wie ${like}`,
  atLeast: (number) => `${number} oder mehr`,
  atMost: (number) => `${number} oder weniger`,
  characters: (most) => `ein Text mit höchstens ${most} Zeichen`,
  entries: (most) => `eine Liste mit höchstens ${most} Einträgen`,
  between: (from, to) => `${from} bis ${to}`,
  oneOf: (choices) => `eines von ${choices}`,
});

/** Why a file is no text, and where that shows. */
function notText({ why, encoding, offset, line, column }: NotText): string {
  const what = {
    encoding:
      encoding === null
        ? 'Die Datei ist kein UTF-8, und ihre Kodierung ist nicht bekannt'
        : `Die Datei ist kein UTF-8, sondern anscheinend ${encoding}`,
    broken: `Die Datei ist beschädigt: Manche Bytes sind kein ${encoding ?? 'Text'}`,
    nul: 'Die Datei ist beschädigt: Sie enthält ein NUL-Zeichen',
  };
  const place = `Zeile ${line}, Spalte ${column}, Byte ${offset}`;
  return `${what[why]} (${place}). Speichern Sie sie als UTF-8.`;
}

/** What belongs into a field, and which sign does not; `about` is empty where nobody can say one. */
const withSign = (text: string, found: number, about: string): string =>
  about === '' ? text : `${text}. Zeichen ${found} ist etwas anderes: ${about}`;

/** Every text of the window in German. */
export const de: Texts = {
  appName: 'Jifeline Workshop',
  noBridge: {
    title: 'Das Fenster erreicht das Programm nicht',
    help: 'Schließen Sie Jifeline Workshop und starten Sie es neu. Was gespeichert wurde, geht nicht verloren.',
  },

  rail: {
    label: 'Tickets',
    newTicket: 'Neues Ticket',
    list: 'Ihre Tickets',
    empty: 'Hier erscheinen Ihre Tickets. Nichts geht verloren, wenn Programm oder Internet ausfallen.',
    noVin: 'Noch ohne FIN',
    more: 'Ältere Tickets zeigen',
    search: 'Suchen',
    searchLabel: 'Nach FIN, Referenz, Konnektor und Ticketnummer suchen',
    filters: {
      all: 'Alle',
      'needs-you': 'Zu tun',
      waiting: 'Wartend',
      drafts: 'Entwürfe',
      done: 'Gesendet',
    },
    filterLabel: 'Welche Tickets',
    nothingFound: 'Keine Treffer.',
  },
  sameToday: {
    car: 'Für dieses Fahrzeug gibt es heute schon ein Ticket',
    connector: 'Für diesen Konnektor gibt es heute schon ein Ticket',
  },
  counts: {
    needsYou: (count) => `${count} zu tun`,
    waiting: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
  },

  state: {
    draft: 'Entwurf',
    queued: 'Wartet auf Versand',
    sending: 'Sendet…',
    created: 'Gesendet',
    rejected: 'Abgelehnt',
    held: 'Konnektor belegt',
    unconfirmed: 'Vielleicht schon gesendet',
    confirm: 'Vor dem Senden prüfen',
    discarded: 'Verworfen',
  },
  signInToSend: 'Zum Senden anmelden',
  sentNumber: (id) => `Gesendet, Nr. ${id}`,

  field,

  issue: {
    required: (name) =>
      name === 'product_ids' ? 'Mindestens ein Produkt hinzufügen' : `${field[name]} eingeben`,
    'vin.length': (_field, found) =>
      `Eine FIN hat 17 Zeichen; diese hat ${found}: ${Math.abs(17 - found)} zu ${found < 17 ? 'wenig' : 'viel'}`,
    'vin.lookalike': (_field, found, about) =>
      `Zeichen ${found} ist der Buchstabe ${about}: Ist es eine ${about === 'I' ? '1' : '0'}? Eine FIN enthält kein I, O oder Q`,
    'vin.characters': (_field, found, about) =>
      `Zeichen ${found} ist ${about}: Eine FIN besteht nur aus den Buchstaben A bis Z und Ziffern`,
    'vin.frame_number': () =>
      'Keine FIN: Es sieht wie eine japanische Rahmennummer aus. Bitte mit dem Fahrzeug vergleichen',
    'vin.digits': () =>
      'Nur Ziffern: vielleicht eine Auftrags- oder Artikelnummer. Bitte mit dem Fahrzeug vergleichen',
    'vin.no_car': () => 'Kein Fahrzeug hat diese Nummer. Ein nie programmiertes Steuergerät meldet so etwas',
    'vin.control': (_field, found) =>
      `Zeichen ${found} ist unsichtbar und kann nicht gesendet werden: Bitte entfernen`,
    'vin.check_digit': () =>
      'Die Prüfziffer passt nicht. Bitte mit dem Fahrzeug vergleichen; senden können Sie trotzdem',
    'number.not_whole': (name, found, about) =>
      withSign(
        chosenFromList.includes(name)
          ? 'Bitte aus der Liste wählen oder die ID eingeben'
          : 'Hier sind nur Ziffern erlaubt',
        found,
        about,
      ),
    'number.range': () => 'Diese Zahl ist zu groß oder zu klein',
    'product.twice': () => 'Dieses Produkt steht schon auf der Liste',
    'prerequisite.incomplete': () => 'Bitte Frage-ID und Antwort eingeben',
    'prerequisite.unanswered': (_field, _found, about) =>
      about === '' ? 'Nicht beantwortet' : `Nicht beantwortet: ${about}`,
    'consent.unanswered': (_field, _found, about) => `Bitte Ja oder Nein wählen. Es geht um: ${about}`,
    'prerequisite.twice': () => 'Diese Frage ist schon beantwortet: Nehmen Sie eine der Antworten weg',
    'text.long': (_field, found) =>
      `Zu lang: höchstens ${found} Zeichen. Kürzen Sie es; Ihre Eingabe bleibt erhalten`,
    'text.not_kept': () => 'Zu lang zum Speichern: NICHT gespeichert. Bitte kürzen',
    'uuid.format': (_field, found, about) =>
      withSign('Diese ID sieht so aus: ca09a970-6519-4280-b6a6-65727e2894e3', found, about),
    'voucher.unusual': (_field, found, about) =>
      withSign(
        'Gutscheincodes haben meist 4 bis 8 Großbuchstaben und Ziffern. Bitte prüfen; senden können Sie trotzdem',
        found,
        about,
      ),
    'reference.long': () =>
      'Länger als 255 Zeichen: Das wird vielleicht abgelehnt. Senden können Sie trotzdem',
  },

  form: {
    vehicle: 'Fahrzeug',
    order: 'Auftrag',
    books: 'Für Ihre Unterlagen',
    vinHint: 'Tippen, einfügen oder scannen. Leerzeichen und Striche stören nicht.',
    vinCount: (count) => `${count} von 17`,
    vinRead: 'Vom Fahrzeug gelesen',
    vinIsRight: 'Es stimmt so',
    vinAsIs: 'Sie haben gesagt, dass sie stimmt: Sie wird so gesendet.',
    vinTold: (told) =>
      `Das Fahrzeug meldet ${told}, und das ist keine FIN. Vor dem Verwenden bitte vergleichen.`,
    noUsableVin: (told) => `Das Fahrzeug meldet keine brauchbare FIN${told === '' ? '.' : `: ${told}`}`,
    suggestion: (value) => `Übernehmen: ${value}`,
    vinDiffers: 'Der Konnektor hat vom Fahrzeug eine andere FIN gelesen',
    vinTyped: 'Getippt',
    vinFromCar: 'Vom Fahrzeug',
    useCarVin: 'FIN vom Fahrzeug verwenden',
    keepVin: 'Meine Eingabe behalten',
    connectorByCable: 'Über das Kabel gelesen',
    connectorByHand: 'Von Hand eingegeben',
    connectorDiffers: (id) => `Am Kabel ist Konnektor ${id}`,
    useConnector: (id) => `${id} verwenden`,
    removeProduct: (id) => `Produkt ${id} entfernen`,
    prerequisites: 'Antworten auf die Fragen zu den Produkten, falls es welche gibt.',
    addAnswer: 'Antwort hinzufügen',
    questionId: 'Frage-ID',
    answer: 'Antwort',
    yes: 'Ja',
    no: 'Nein',
    text: 'Text',
    answerText: 'Antwort in Worten',
    removeAnswer: (number) => `Antwort ${number} entfernen`,
    referenceHint: 'Für Ihre eigenen Unterlagen: Kennzeichen oder Auftragsnummer.',
    optional: 'optional',
    more: 'Mehr',
    preparedHint: 'Nur, wenn ein Ticket für Sie vorbereitet wurde.',
  },

  catalogue: {
    models: 'Modelle',
    variants: 'Varianten',
    products: 'Produkte',
    modelPlaceholder: 'Marke und Modell oder eine ID',
    variantPlaceholder: 'Motor oder Variante oder eine ID',
    productPlaceholder: 'Produktname oder ID',
    product: (id) => `Produkt ${id}`,
    id: (id) => `ID ${id}`,
    useId: (id) => `ID ${id} verwenden`,
    asTyped: 'Wie eingegeben',
    unknown: 'Nicht im Katalog',
    since: (year) => `ab ${year}`,
    until: (year) => `bis ${year}`,
    unattended: 'Wird ohne Operator ausgeführt',
    chosen: 'Auf der Liste',
    more: 'Es gibt mehr: Geben Sie noch etwas ein.',
    nothingFits: 'Nichts gefunden. Eine ID können Sie immer eingeben.',
    nothingYet:
      'Auf diesem PC gibt es keinen Katalog: Bitte die ID eingeben. Was Sie verwenden, steht beim nächsten Mal hier.',
    modelFirst: 'Bitte zuerst das Modell wählen oder die ID der Variante eingeben.',
    vehicleFrom: {
      connector: 'Vom Connector',
      ticket: 'Vom letzten Ticket dieses Fahrzeugs',
    },
    giveName: 'Namen geben',
    changeName: 'Namen ändern',
    ownName: (id) => `Ihr Name für ${id}`,
    saveName: 'Namen speichern',
    favourites: 'Favoriten',
    favourite: (name) => `Favorit: ${name}`,
    group: 'Produktgruppe',
    allGroups: 'Alle Gruppen',
    basket: 'Gewählte Produkte',
    noPrice: 'Preis nicht bekannt',
    net: (amount) => `${amount} netto`,
    gross: (amount) => `${amount} brutto`,
    total: 'Summe',
    unpriced: (count) =>
      count === 1
        ? 'ohne ein Produkt, dessen Preis nicht bekannt ist'
        : `ohne ${count} Produkte, deren Preis nicht bekannt ist`,
    priceAsOf: (date) => `Preise vom ${date}; nicht beim Dienst geprüft`,
    bundles: (count) => (count === 1 ? '1 Paket' : `${count} Pakete`),
    bundlesTitle: 'Pakete',
    bundlesHelp: 'Produkte, die für dieses Fahrzeug zusammengehören.',
    offerFrom: {
      service: (date) => `Laut Dienst am ${date}.`,
      catalogue: (date) => `Aus dem Katalog vom ${date}.`,
      nothing: () => '',
    },
    searchBundles: 'Pakete suchen',
    block: (number) => `Teil ${number}`,
    nothingOfBlock: 'Nichts davon',
    addBundle: 'Diese Produkte hinzufügen',
  },
  questions: {
    done: (done, all) => `${done} von ${all} beantwortet`,
    usual: 'Wie üblich antworten',
    tick: 'Erledigt',
    others: 'Weitere Antworten',
  },
  /** Asked for and recorded: other words here are another version (docs/consent.md). */
  consent: {
    title: 'Service ohne Operator',
    question: 'Darf dieser Auftrag an einen Service ohne Operator gehen?',
    needed: (products) => `Wird ohne Operator ausgeführt: ${products}.`,
    perhaps:
      'Nur bei Produkten gefragt, die ohne Operator ausgeführt werden. Ob das hier so ist, weiß das Programm nicht.',
    yes: 'Ja, ich bin einverstanden',
    no: 'Nein',
    recorded: (time, account) =>
      account === null ? `Festgehalten ${time}, niemand angemeldet` : `Festgehalten ${time}, ${account}`,
  },
  templates: {
    title: 'Vorlagen',
    all: 'Alle Vorlagen',
    panel: 'Vorlagen',
    help: 'Was Sie immer wieder bestellen: Produkte, übliche Antworten und der Gutschein. Antworten werden angeboten, nie eingetragen.',
    none: 'Noch keine vorhanden. Wählen Sie in einem Ticket Produkte, dann „Als Vorlage speichern“.',
    use: 'Verwenden',
    rename: 'Umbenennen',
    replace: 'Durch diesen Auftrag ersetzen',
    remove: 'Entfernen',
    removed: (name) => `„${name}“ wurde entfernt.`,
    holds: (products, uses) =>
      `${products === 1 ? '1 Produkt' : `${products} Produkte`}, ${uses === 0 ? 'nie verwendet' : `${uses}× verwendet`}`,
    saveAs: 'Als Vorlage speichern',
    name: 'Name der Vorlage',
    namePlaceholder: 'z. B. Anhängerkupplung codieren',
    save: 'Speichern',
  },
  summary: (count) =>
    count === 1 ? 'Eine Angabe fehlt oder stimmt nicht' : `${count} Angaben fehlen oder stimmen nicht`,

  bar: {
    saved: (time) => `Gespeichert ${time}`,
    saving: 'Speichert…',
    notSaved: 'NICHT GESPEICHERT',
    saveAgain: 'Speichern',
    send: 'Ticket senden',
    ready: 'Bereit zum Senden.',
    readySignedOut: 'Sie sind nicht angemeldet: Vor dem Senden werden Sie gefragt.',
    incomplete: (fields) => `Vor dem Senden klären: ${fields}.`,
    sendNow: 'Jetzt senden',
    sending: 'Sendet…',
    numberLabel: 'Ticketnummer',
    numberUnknown: 'Erstellt; Nummer nicht mitgeteilt',
    copy: 'Nummer kopieren',
    copied: 'Kopiert',
  },

  outcome: {
    created: {
      title: 'Das Ticket wurde erstellt',
      help: 'Ab hier übernimmt ein Operator. Lassen Sie den Konnektor eingesteckt.',
    },
    createdByPerson: {
      title: 'Als erstellt markiert',
      help: 'Sie haben bestätigt, dass es dieses Ticket gibt.',
    },
    draft: { title: 'Entwurf', help: '' },
    queued: {
      title: 'Wartet auf Versand',
      help: `${kept} Gesendet wurde noch nichts.`,
    },
    sending: {
      title: 'Wird gesendet',
      help: 'Die Antwort des Dienstes steht noch aus. Das kann bis zu anderthalb Minuten dauern.',
    },
    rejected: {
      title: 'Abgelehnt',
      help: 'Der Dienst hat dieses Ticket abgelehnt; es wurde nicht erstellt. Alles, was Sie eingegeben haben, bleibt erhalten. Korrigieren Sie es und senden Sie es noch einmal.',
    },
    held: {
      title: 'Konnektor belegt',
      help: `Auf diesem Konnektor ist schon ein Ticket offen, und er nimmt immer nur eines an. ${kept} Versuchen Sie es noch einmal, wenn das offene abgeschlossen ist.`,
    },
    unconfirmed: {
      title: 'Vielleicht schon gesendet',
      help: 'Ob dieses Ticket erstellt wurde, kann hier niemand wissen. Es wird nicht von selbst noch einmal gesendet, damit es Ihnen nicht doppelt berechnet wird. Sehen Sie bei Jifeline nach und wählen Sie dann:',
    },
    confirm: {
      title: 'Vor dem Senden prüfen',
      help: `Seit Sie dieses Ticket geschrieben haben, hat sich etwas geändert. ${kept} Sehen Sie es durch, bevor es gesendet wird.`,
    },
    discarded: { title: 'Verworfen', help: 'Dieses Ticket wird nicht gesendet.' },
  },

  numberTaken: (number, about, when) => `Nr. ${number} ist das Ticket ${about}, ${when}.`,

  action: {
    edit: 'Ändern',
    sendNow: 'Jetzt senden',
    tryAgain: 'Wiederholen',
    discard: 'Verwerfen',
    deleteDraft: 'Entwurf löschen',
    discarded: (what) => `${what} wurde verworfen.`,
    undo: 'Rückgängig',
    duplicate: 'Kopie mit anderer FIN',
    confirm: 'Trotzdem senden',
    cancel: 'Abbrechen',
    itIsThere: 'Es ist da',
    itIsThereHelp: 'Sie haben das Ticket gefunden. Seine Nummer, falls bekannt:',
    sendAgain: 'Es ist nicht da: erneut senden',
    sendAgainSure:
      'Ein zweites Mal senden? Falls es das erste doch gibt, sind es zwei Tickets und zwei Rechnungen.',
    sendAgainYes: 'Ja, nachgesehen: erneut senden',
    signIn: 'Anmelden',
    newTicket: 'Neues Ticket',
    details: 'Details',
  },
  check: {
    aged: (_was, now) => `Es wartet schon ${now}. Stimmen die Antworten und das Einverständnis noch?`,
    'other-connector': (was, now) => `Am Kabel ist Konnektor ${now}; das Ticket ist für ${was}.`,
    'other-vin': (was, now) => `Der Konnektor liest jetzt ${now}; das Ticket ist für ${was}.`,
  },
  duration: {
    minutes: (count) => (count === 1 ? 'eine Minute' : `${count} Minuten`),
    hours: (count) => (count === 1 ? 'eine Stunde' : `${count} Stunden`),
    days: (count) => (count === 1 ? 'einen Tag' : `${count} Tage`),
    unknown: 'unbekannt lange: Die Uhr dieses PCs wurde verstellt',
  },
  next: {
    queued: (when) => `Der nächste Versuch folgt ${when} von selbst.`,
    held: (when) => `Der nächste Versuch folgt ${when} von selbst, oder sobald Sie es sagen.`,
    unconfirmed: (when) => `Die Liste des Dienstes wird ${when} noch einmal durchgesehen.`,
    soon: 'gleich',
    seconds: (count) => (count === 1 ? 'in einer Sekunde' : `in ${count} Sekunden`),
    minutes: (count) => (count === 1 ? 'in einer Minute' : `in ${count} Minuten`),
  },
  history: {
    title: 'Verlauf',
    begun: (number) => `Versuch ${number} begonnen`,
    ended: {
      created: 'Antwort: erstellt',
      held: 'Antwort: Auf dem Konnektor ist ein Ticket offen',
      unauthorized: 'Antwort: nicht angemeldet',
    },
    decided: {
      it_is_there: 'Entschieden: Es ist da',
      send_again: 'Entschieden: Es ist nicht da, erneut senden',
      confirm: 'Durchgesehen: trotzdem senden',
      discard: 'Verworfen',
      restore: 'Zurückgeholt',
    },
    looked: 'In der Liste des Dienstes gefunden',
    by: (account) => `von ${account.replace(/^connector-pin:/, 'Konnektor ').replace(/^oidc:/, '')}`,
  },
  serverWords: 'Der Dienst meldet',
  status: (status) => `Antwort ${status}`,
  attempts: (count) => (count === 1 ? 'Ein Versuch' : `${count} Versuche`),
  facts: {
    uuid: 'UUID',
    chatId: 'Chat-ID',
    state: 'Statusnummer',
    none: '—',
    yes: 'Ja',
    no: 'Nein',
  },

  connector: {
    light: 'Konnektor',
    searching: { title: 'Wird gesucht', help: ['Einen Moment.'] },
    none: {
      title: 'Nicht gefunden',
      help: [
        'Verbinden Sie den Konnektor über sein Datenkabel mit diesem PC und stecken Sie ihn ins Fahrzeug.',
      ],
    },
    identifying: { title: 'Gefunden, ID wird gelesen', help: ['Einen Moment.'] },
    ready: { title: 'Bereit', help: ['Lassen Sie ihn eingesteckt, bis der Operator fertig ist.'] },
    busy: {
      title: 'Von anderem Programm belegt',
      help: ['Alle zwei Sekunden wird der Anschluss neu versucht.'],
    },
    'no-permission': {
      title: 'Kein Zugriff auf den Anschluss',
      help: [
        'Das System lässt dieses Programm nicht an den Anschluss. Alle zwei Sekunden folgt ein neuer Versuch.',
      ],
    },
    refused: {
      title: 'Lässt sich nicht öffnen',
      help: [
        'Der Treiber öffnet den Anschluss nicht; am Fahrzeug liegt das nicht. Alle zwei Sekunden folgt ein neuer Versuch. Ihr Ticket bleibt erhalten.',
      ],
    },
    'not-answering': {
      title: 'Antwortet nicht',
      help: ['Der Anschluss ist offen, aber es kam keine ID. Alle zwei Sekunden wird neu gefragt.'],
    },
    unplugged: {
      title: 'Abgezogen',
      help: ['Stecken Sie ihn wieder ein. Ihr Ticket bleibt erhalten.'],
    },
    several: {
      title: 'Mehrere angeschlossen',
      help: ['Wählen Sie den, der in diesem Fahrzeug steckt.'],
    },
    manual: {
      title: 'ID von Hand eingegeben',
      help: ['Am Kabel ist kein Konnektor bereit. Verwendet wird die ID, die Sie eingegeben haben.'],
    },
  },
  heard: {
    nothing: 'Es kam nichts an.',
    garbage: 'Es kamen nur unlesbare Zeichen an.',
    'no-serial-number':
      'Die USB-Seriennummer ist keine Konnektor-ID, deshalb ist nicht bekannt, welcher es ist.',
  },
  searchProblem: {
    'list-timeout':
      'Das Betriebssystem nennt seine Anschlüsse gerade nicht. Bekannte Anschlüsse werden weiter beobachtet.',
    'list-failed': 'Das Betriebssystem nennt seine Anschlüsse nicht.',
    'serial-missing':
      'Der Programmteil für serielle Anschlüsse konnte nicht geladen werden. Installieren Sie das Programm neu oder geben Sie die Konnektor-ID von Hand ein.',
    'udevadm-missing': 'udevadm ist nicht installiert: Über die Anschlüsse ist weniger bekannt.',
  },
  finding,
  connectorPanel: {
    title: 'Konnektor',
    whatToDo: 'Was tun?',
    retry: 'Erneut prüfen',
    choose: 'Diesen verwenden',
    byHand: 'ID von Hand eingeben',
    byHandHelp: 'Sie steht auf dem Konnektor. Ein Konnektor am Kabel hat Vorrang, sobald er bereit ist.',
    use: 'ID verwenden',
    remove: 'Eingegebene ID entfernen',
    showPorts: 'Alle Anschlüsse',
    noPorts: 'Dieser PC hat keine seriellen Anschlüsse.',
    matched: 'passt zu einem Konnektorprofil',
    unmatched: 'kein Konnektor: wird nie geöffnet',
    port: 'Anschluss',
    vin: 'FIN des Fahrzeugs',
    vinUnusable:
      'Das Fahrzeug meldet keine brauchbare FIN: Geben Sie sie ein. Die ID des Konnektors ist trotzdem bekannt.',
    several: 'Mehrere sind angeschlossen',
    current: 'hier verwendet',
    causes: 'Was es sein kann, das Wahrscheinlichste zuerst',
    checking: 'Wird geprüft…',
    found: (count: number) =>
      count === 0
        ? 'Noch ist keine Ursache sicher. Es wird von selbst weiter geprüft.'
        : count === 1
          ? 'Eine Ursache wurde gefunden.'
          : `${count} Ursachen wurden gefunden.`,
    command: 'In einem Terminal',
    copy: 'Kopieren',
    copyCommand: 'Befehl kopieren',
    copied: 'Kopiert',
  },

  service: {
    light: 'Dienst',
    unknown: 'Noch nicht geprüft',
    checking: 'Wird geprüft',
    reachable: 'Online',
    unreachable: 'Nicht erreichbar',
    signedOut: 'Nicht angemeldet',
    refused: 'Neu anmelden',
    sessionOnly: 'Nur diese Sitzung',
    restoring: 'Schlüsselbund wird geöffnet',
  },
  signIn: {
    title: 'Dienst',
    signInTitle: 'Anmeldung',
    methods: {
      browser: 'Browser',
      'device-code': 'Code',
      'connector-pin': 'Konnektor und PIN',
      token: 'Token',
    },
    browserHelp:
      'Die Anmeldeseite öffnet sich im Browser dieses PCs. Was Sie dort eingeben, sieht dieses Programm nicht.',
    browserSubmit: 'Im Browser anmelden',
    deviceHelp: 'Sie erhalten einen Code, den Sie auf einem Telefon oder einem anderen PC eingeben.',
    deviceSubmit: 'Code anfordern',
    starting: 'Anmeldedienst wird gesucht…',
    waiting: 'Warten auf den Browser',
    waitingHelp:
      'Melden Sie sich auf der geöffneten Seite an. Dieses Fenster kommt danach von selbst zurück.',
    notOpened: 'Kopieren Sie den Link und öffnen Sie ihn in einem Browser auf diesem PC.',
    finishing: 'Anmeldung läuft…',
    deviceTitle: 'Geben Sie diesen Code ein',
    deviceAt: 'Öffnen Sie auf einem Telefon oder einem anderen PC',
    deviceUntil: (time) => `Der Code gilt bis ${time}. Dieses Fenster geht von selbst weiter.`,
    copyLink: 'Link kopieren',
    linkCopied: 'Kopiert',
    cancel: 'Abbrechen',
    connectorId: 'Konnektor-ID',
    connectorUuid: 'Konnektor-UUID',
    connectorUuidHelp: 'Sie erhalten sie von einem Administrator; über das Kabel ist sie nicht lesbar.',
    pin: 'PIN',
    token: 'Token',
    tokenHelp: 'Sie erhalten es von einem Administrator.',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft…',
    signedInAs: (name) => `Angemeldet als ${name}`,
    connectorName: (id) => `Konnektor ${id}`,
    signedInWithToken: 'Mit einem Token angemeldet',
    tokenName: 'Eingefügtes Token',
    stays: 'bleibt angemeldet',
    untilShort: (time) => `bis ${time}`,
    renews: 'Die Anmeldung wird von selbst erneuert, solange der Anmeldedienst zustimmt.',
    until: (time) => `Die Anmeldung endet am ${time}. Melden Sie sich danach neu an.`,
    untilUnknown: 'Wie lange die Anmeldung gilt, bestimmt der Dienst: Sie werden gefragt, wenn sie endet.',
    accounts: 'Konten auf diesem PC',
    nobody: 'Niemand ist angemeldet.',
    inUse: 'Aktiv',
    use: 'Verwenden',
    useNamed: (name) => `${name} verwenden`,
    remove: 'Entfernen',
    removeNamed: (name) => `${name} von diesem PC entfernen`,
    another: 'Mit anderem Konto anmelden',
    manage: 'An- oder abmelden',
    notRenewed:
      'Sie wird nicht erneuert: Der Anmeldedienst hat das nicht erlaubt. Ihre IT-Betreuung kann das ändern.',
    retryKeychain: 'Schlüsselbund erneut versuchen',
    undeleted:
      'Im Schlüsselbund liegt vielleicht noch eine Anmeldung, die hier entfernt wurde. Sie wird nicht mehr verwendet und gelöscht, sobald der Schlüsselbund es zulässt.',
    systemWords: 'Das System sagt',
    signOut: 'Abmelden',
    signOutHelp: 'Wer sich auch abmeldet: Entwürfe und Tickets bleiben auf diesem PC.',
    keychain: 'Die Anmeldung liegt im Schlüsselbund dieses PCs.',
    sessionOnly:
      'Diese Anmeldung gilt, bis das Programm beendet wird: Der Schlüsselbund hat sie nicht angenommen.',
    refused: `Diese Anmeldung wird nicht mehr angenommen. Melden Sie sich neu an. ${ticketsKept}`,
    check: 'Verbindung prüfen',
    host: 'Dienst',
  },

  settings: {
    language: 'Sprache',
    languageOfSystem: 'Wie das System',
    title: 'Einstellungen',
    theme: 'Darstellung',
    density: 'Größe der Tasten und Felder',
    densities: { normal: 'Normal', workshop: 'Werkstatt: groß, für Handschuhe' },
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    device: 'Dieser PC',
    deviceHelp: 'Geht mit jedem Ticket mit, soweit der PC es nicht selbst angibt. Darf leer bleiben.',
    deviceManufacturer: 'Hersteller',
    deviceModel: 'Modell',
    latitude: 'Breitengrad',
    longitude: 'Längengrad',
    placeHelp: 'Dezimalgrad mit Punkt, zum Beispiel 51.985104. Beide Werte oder keiner.',
    wrongPlace: 'Bitte Dezimalgrad mit Punkt eingeben, zum Beispiel 51.985104',
    saved: 'Gespeichert',
    recheck: 'Vor dem Senden noch einmal prüfen',
    recheckHelp: 'Ein Ticket, das länger gewartet hat, wird Ihnen gezeigt, bevor es gesendet wird.',
    recheckHours: (hours) => (hours === 1 ? 'Nach einer Stunde' : `Nach ${hours} Stunden`),
    drafts: 'Entwürfe',
    draftsHelp: 'Alle Entwürfe in einer Datei, für einen anderen PC oder zur Sicherheit.',
    exportDrafts: 'Entwürfe exportieren…',
    importDrafts: 'Entwürfe importieren…',
    leftOut: (count) => `${count} wurden weggelassen, weil sie gesendet worden sein können.`,
    exported: (count) =>
      count === 1 ? 'Ein Entwurf wurde exportiert.' : `${count} Entwürfe wurden exportiert.`,
    imported: (added, known) =>
      `${added === 1 ? 'Ein Entwurf wurde' : `${added} Entwürfe wurden`} importiert; ${
        known === 1 ? 'einer war' : `${known} waren`
      } schon da.`,
    about: 'Über das Programm',
    version: (version) => `Version ${version}`,
    website: 'Website von Jifeline',
  },
  notices: {
    'settings-quarantined':
      'Die Datei mit den Einstellungen war beschädigt. Sie wurde beiseitegelegt; es gelten wieder die Standardeinstellungen.',
    'settings-newer':
      'Die Einstellungen stammen von einer neueren Version des Programms. Eine Kopie wurde beiseitegelegt; was diese Version kennt, gilt.',
    'settings-unusable': `Die Datei mit den Einstellungen konnte weder übernommen noch beiseitegelegt werden und bleibt, wie sie ist. Änderungen gelten bis zum Ende des Programms. ${askForHelp}`,
    'database-quarantined':
      'Die Datei mit den Tickets war beschädigt oder fehlte. Nichts davon ließ sich lesen, und es gibt keine brauchbare Sicherung, also fehlt hier, was darin war. Beschädigtes wurde beiseitegelegt, nicht gelöscht: Fragen Sie, wer diesen PC betreut.',
    'database-restored':
      'Die Datei mit den Tickets war beschädigt oder fehlte. Eine Sicherung vertritt sie, mit allem, was sich noch lesen ließ. Was seit dieser Sicherung geschrieben wurde, kann fehlen, und was seitdem gesendet worden sein kann, ist markiert: Fragen Sie bei Jifeline nach, bevor Sie für dasselbe Fahrzeug noch einmal bestellen. Beschädigtes wurde beiseitegelegt, nicht gelöscht.',
    'database-salvaged':
      'Die Datei mit den Tickets war beschädigt, und es gab keine brauchbare Sicherung. Was sich noch lesen ließ, ist hier; der Rest fehlt. Was gesendet worden sein kann, ist markiert: Fragen Sie bei Jifeline nach, bevor Sie für dasselbe Fahrzeug noch einmal bestellen. Die beschädigte Datei wurde beiseitegelegt, nicht gelöscht: Fragen Sie, wer diesen PC betreut.',
    'database-put-back':
      'Jemand hat eine Sicherung an die Stelle der Tickets gesetzt. Was seit dieser Sicherung geschrieben wurde, fehlt hier, und was seitdem gesendet worden sein kann, ist markiert: Fragen Sie bei Jifeline nach, bevor Sie für dasselbe Fahrzeug noch einmal bestellen.',
    'database-copied':
      'Die Tickets hier sind eine Kopie eines Datenordners, der anderswo in Gebrauch sein kann. Was darin wartete, und seine Entwürfe, kann auch dort gesendet werden: Sehen Sie jedes an, bevor Sie es senden.',
    'database-older':
      'Die Tickets hier stammen von einem früheren Tag. Was seitdem gesendet worden sein kann, ist markiert, und was seitdem geschrieben wurde, fehlt: Fragen Sie bei Jifeline nach, bevor Sie etwas noch einmal senden.',
    'workshop-restored':
      'Die Datei mit den Namen und Vorlagen der Werkstatt war beschädigt oder fehlte. Eine Sicherung vertritt sie, mit allem, was sich noch lesen ließ: Was seitdem dazukam, kann fehlen. Beschädigtes wurde beiseitegelegt, nicht gelöscht.',
    'workshop-salvaged':
      'Die Datei mit den Namen und Vorlagen der Werkstatt war beschädigt, und es gab keine brauchbare Sicherung. Was sich noch lesen ließ, ist hier; der Rest fehlt. Die beschädigte Datei wurde beiseitegelegt, nicht gelöscht: Fragen Sie, wer diesen PC betreut.',
    'workshop-quarantined':
      'Die Datei mit den Namen und Vorlagen der Werkstatt war beschädigt oder fehlte. Nichts davon ließ sich lesen, und es gibt keine brauchbare Sicherung. Beschädigtes wurde beiseitegelegt, nicht gelöscht: Fragen Sie, wer diesen PC betreut.',
    'workshop-put-back':
      'Jemand hat eine Sicherung an die Stelle der Namen und Vorlagen der Werkstatt gesetzt. Was seit dieser Sicherung dazukam, fehlt hier.',
    'backup-failed':
      'Die Tickets konnten nicht gesichert werden, und es gibt keine Sicherung von heute oder gestern. Sie sind so sicher wie diese Festplatte: Fragen Sie, wer diesen PC betreut; die Platte kann voll sein.',
    'workshop-backup-failed':
      'Die Namen und Vorlagen der Werkstatt konnten nicht gesichert werden, und es gibt keine Sicherung von heute oder gestern. Sie sind so sicher wie diese Festplatte: Fragen Sie, wer diesen PC betreut; die Platte kann voll sein.',
  },
  catalogueFile: {
    title: 'Katalog',
    none: 'Auf diesem PC ist noch kein Katalog.',
    noneHelp:
      'Mit einem Katalog wählen Sie Fahrzeuge und Produkte nach Namen, auch offline. Bis dahin tippen Sie die IDs ein. Fragen Sie Jifeline nach einer Datei.',
    source: 'Quelle',
    asOf: 'Stand',
    importedAt: 'Importiert',
    models: 'Modelle',
    variants: 'Varianten',
    products: 'Produkte',
    import: 'Katalog importieren…',
    importing: 'Der Katalog wird gelesen',
    meanwhile: 'Der bisherige bleibt in Gebrauch, bis der neue vollständig ist.',
    imported: 'Der Katalog wurde importiert.',
    refused: (file, count) =>
      `${file} wurde nicht importiert: ${count === 1 ? 'ein Problem' : `${count}${count < 20 ? '' : ' oder mehr'} Probleme`}`,
    stays: 'Nichts davon wurde übernommen. Der bisherige Katalog bleibt, wie er war.',
    stillNone: 'Nichts davon wurde übernommen. Es gibt weiterhin keinen Katalog; IDs lassen sich eintippen.',
    problems: 'Was an der Datei nicht stimmt',
    line: (number) => `Zeile ${number}`,
    tellAuthor: 'Geben Sie das dorthin weiter, wo die Datei herkommt.',
    fromService:
      'Auch der Dienst wird gefragt, welche Produktgruppen und Pakete es für ein gewähltes Fahrzeug gibt.',
  },
  catalogueProblem: {
    unreadable: (detail) => `Die Datei ist nicht da oder kann nicht gelesen werden (${detail}).`,
    too_large: (detail) => `Die Datei ist größer als ${details.figures(detail)} MiB.`,
    not_utf8: (detail) => notText(details.fault(detail)),
    nul: (detail) => notText(details.fault(detail)),
    not_json: (detail) =>
      `Ab hier ist es kein gültiges JSON, oder die Datei endet zu früh.${detail === '' ? '' : ` Hier steht ${detail}.`}`,
    other_format: (detail) =>
      `Das ist eine andere Art von Datei oder eine andere Version davon. Hierher gehört: ${detail}.`,
    missing_key: () => 'Dieser Schlüssel fehlt.',
    unknown_key: () => 'Dieser Schlüssel ist nicht bekannt. Ist er falsch geschrieben?',
    key_twice: () => 'Dieser Schlüssel kommt zweimal vor.',
    wrong_type: (detail) => `Hierher gehört eine andere Art von Wert: ${details.type(detail)}.`,
    wrong_value: (detail) => `Dieser Wert ist nicht erlaubt. Erlaubt: ${details.allowed(detail)}.`,
    id_twice: (detail) => `Ein anderer Eintrag hat die ID ${detail} schon.`,
    no_such_id: (detail) => {
      const { list, id } = details.missing(detail);
      return `Die ID ${id} ist nicht in der Liste ${list}.`;
    },
    negative_price: () => 'Ein Preis kann nicht unter null liegen.',
    wrong_currency: () => 'Das ist keine Währung nach ISO 4217, oder das Produkt hat zwei Währungen.',
    too_many: (detail) => {
      const { most, references } = details.limit(detail);
      return references
        ? `Mehr als ${most} Einträge nennen etwas, das erst später in der Datei kommt.`
        : `Diese Liste hat mehr als ${most} Einträge.`;
    },
    entry_too_large: (detail) => `Dieser Eintrag ist länger als ${details.kibibytes(detail)} KiB.`,
  },
  shortcuts: {
    title: 'Tasten',
    show: 'Alle Tasten zeigen',
    or: 'oder',
    scan: 'Eine gescannte FIN kommt von selbst in ihr Feld, wo auch immer der Fokus ist.',
    key: { command: 'Strg', Enter: 'Enter', Escape: 'Esc' },
    groups: { ticket: 'Das Ticket auf dem Schirm', tickets: 'Ihre Tickets', window: 'Das Fenster' },
    does: {
      send: 'Ticket senden',
      usualAnswers: 'Wie üblich antworten',
      template: 'Vorlage 1 bis 9 verwenden',
      nextField: 'Nächstes Feld',
      newTicket: 'Neues Ticket',
      search: 'Tickets suchen',
      settings: 'Einstellungen',
      keys: 'Tasten zeigen',
      close: 'Bereich schließen',
    },
  },
  close: 'Schließen',
  dismiss: 'Ausblenden',

  /** What is beyond the code of a failure. */
  notText,
  wrongSign: (place, about) =>
    `Dieses Zeichen kommt in keinem Token vor: Zeichen ${place} ist ${about}. Es wurde nichts gesendet`,

  error: {
    'bridge.invalid_input': {
      title: 'Das war nicht zu verstehen',
      help: 'Es wurde nichts geändert. Prüfen Sie Ihre Eingabe.',
    },
    'bridge.refused': {
      title: 'Das Programm hat das abgelehnt',
      help: 'Es wurde nichts geändert. Starten Sie das Programm neu.',
    },
    internal: {
      title: 'Im Programm ist etwas schiefgegangen',
      help: 'Was gespeichert war, bleibt erhalten. Versuchen Sie es noch einmal; hilft das nicht, starten Sie das Programm neu.',
    },
    'ticket.not_found': {
      title: 'Dieses Ticket ist nicht mehr da',
      help: 'Öffnen Sie es noch einmal aus der Liste.',
    },
    'ticket.changed_meanwhile': {
      title: 'Das Ticket hat sich inzwischen geändert',
      help: 'Sie sehen den neuesten Stand. Versuchen Sie es noch einmal.',
    },
    'ticket.not_possible_now': {
      title: 'Das ist gerade nicht möglich',
      help: 'Das Ticket ist schon weiter. Es wurde nichts geändert.',
    },
    'ticket.number_taken': {
      title: 'Diese Nummer gehört zu einem anderen Ticket',
      help: 'Es wurde nichts geändert. Sehen Sie die Nummer noch einmal nach: bei zwei Tickets angegeben, würde eines davon nie gesendet.',
    },
    'ticket.incomplete': {
      title: 'Es fehlt noch etwas',
      help: 'Ergänzen Sie, was markiert ist, und senden Sie dann noch einmal. Ihre Eingaben bleiben erhalten.',
    },
    'storage.full': {
      title: 'Der Datenträger ist voll',
      help: 'Die letzte Änderung ist NICHT gespeichert, steht aber noch auf dem Bildschirm. Schaffen Sie Platz und speichern Sie dann noch einmal.',
    },
    'storage.failed': {
      title: 'Das Ticket konnte nicht gespeichert werden',
      help: 'Die letzte Änderung ist NICHT gespeichert, steht aber noch auf dem Bildschirm. Versuchen Sie es noch einmal.',
    },
    'storage.damaged': {
      title: 'Die Datei mit den Tickets ist beschädigt',
      help: 'Die letzte Änderung ist NICHT gespeichert. Schließen Sie das Programm und starten Sie es neu: Es stellt die Datei aus dem wieder her, was noch lesbar ist, und aus der letzten Sicherung.',
    },
    'import.not_readable': {
      title: 'Das ist keine Datei mit Entwürfen',
      help: 'Es wurde nichts importiert und hier nichts geändert. Wählen Sie eine Datei, die dieses Programm exportiert hat.',
    },
    'import.not_text': {
      title: 'Die Datei kann nicht als Text gelesen werden',
      help: 'Es wurde nichts importiert und hier nichts geändert. Speichern Sie die Datei als UTF-8, oder exportieren Sie die Entwürfe noch einmal.',
    },
    'export.failed': {
      title: 'Die Entwürfe konnten nicht geschrieben werden',
      help: 'Sie sind alle noch hier. Wählen Sie einen anderen Ort für die Datei.',
    },
    'export.too_large': {
      title: 'Die Entwürfe passen nicht in eine Datei',
      help: 'Es wurde nichts geschrieben, und sie sind alle noch hier. Eine Datei fasst 64 MB: Kürzen Sie, was versehentlich eingefügt wurde, oder verwerfen Sie Entwürfe, die niemand braucht.',
    },
    'queue.blocked': {
      title: 'Ein anderes Ticket ist vorher dran',
      help: 'Erst muss ein früheres Ticket dieses Konnektors geklärt sein. Dieses hier bleibt erhalten und wartet.',
    },
    'queue.other_account': {
      title: 'Unter einer anderen Anmeldung freigegeben',
      help: 'Es bleibt erhalten. Mit „Jetzt senden“ senden Sie es mit der jetzigen Anmeldung.',
    },
    'net.dns': {
      title: 'Keine Verbindung: Name des Dienstes nicht gefunden',
      help: `${unsent} Prüfen Sie die Internetverbindung.`,
    },
    'net.refused': {
      title: 'Keine Verbindung: vom Dienst abgewiesen',
      help: unsent,
    },
    'net.unreachable': {
      title: 'Keine Verbindung zum Internet',
      help: `${unsent} Prüfen Sie das Netzwerk.`,
    },
    'net.connect_timeout': {
      title: 'Keine Verbindung: keine rechtzeitige Antwort',
      help: `${unsent} Prüfen Sie das Netzwerk.`,
    },
    'net.connect_failed': {
      title: 'Die Verbindung brach ab, bevor etwas gesendet war',
      help: unsent,
    },
    'net.certificate': {
      title: 'Das Zertifikat des Dienstes ist nicht vertrauenswürdig',
      help: `Zur Sicherheit wurde nichts gesendet. Prüfen Sie Datum und Uhrzeit dieses PCs; bei einem Proxy muss vielleicht dessen Zertifikat installiert werden. ${askForHelp}`,
    },
    'net.proxy_auth': {
      title: 'Der Proxy verlangt eine Anmeldung',
      help: `${unsent} Fragen Sie, wer Ihr Netzwerk betreut.`,
    },
    'net.proxy': {
      title: 'Der Proxy ließ die Verbindung nicht durch',
      help: `${unsent} Prüfen Sie die Proxy-Einstellungen des Systems.`,
    },
    'net.proxy_settings': {
      title: 'Das System sagt nicht, wie es ins Internet geht',
      help: `${unsent} Seine Proxy-Einstellungen oder ein Proxy-Skript antworten nicht: Fragen Sie, wer das Netzwerk betreut.`,
    },
    'net.throttled': {
      title: 'Der Dienst bittet zu warten',
      help: 'Er hat das Ticket noch nicht angenommen; es bleibt erhalten.',
    },
    'doubt.restored': {
      title: 'Zurückgeholt: inzwischen vielleicht gesendet',
      help: 'Es stammt aus einer Sicherung, einem kopierten Ordner, von einem früheren Tag oder aus einer Datei mit Entwürfen. Sehen Sie bei Jifeline nach, bevor Sie es senden.',
    },
    'doubt.connection_lost': {
      title: 'Die Verbindung brach beim Senden ab',
      help: 'Die Anfrage war schon unterwegs; es kam keine Antwort.',
    },
    'doubt.timeout': {
      title: 'Es kam nicht rechtzeitig eine Antwort',
      help: 'Die Anfrage war schon unterwegs; vielleicht hat der Dienst das Ticket trotzdem erstellt.',
    },
    'doubt.server_error': {
      title: 'Beim Dienst trat ein Fehler auf',
      help: 'Vielleicht hat er das Ticket vorher noch erstellt.',
    },
    'doubt.unexpected_answer': {
      title: 'Die Antwort ergab keinen Sinn',
      help: 'Vielleicht kam eine Anmeldeseite des Netzwerks dazwischen.',
    },
    'doubt.interrupted': {
      title: 'Das Programm endete beim Senden',
      help: 'Ob die Anfrage durchkam, ist nicht bekannt.',
    },
    'api.rejected': {
      title: 'Abgelehnt',
      help: 'Der Dienst hat das Ticket abgelehnt; es wurde nicht erstellt. Korrigieren Sie es und senden Sie es noch einmal.',
    },
    'api.redirected': {
      title: 'Der Dienst verweist auf eine andere Adresse',
      help: 'Zum Schutz der Anmeldung wird dem nie gefolgt. Das Ticket wurde nicht erstellt. Prüfen Sie die Adresse in der Bereitstellungsdatei.',
    },
    'api.connector_pending': {
      title: 'Auf diesem Konnektor ist ein Ticket offen',
      help: 'Ein Konnektor nimmt immer nur ein Ticket an.',
    },
    'auth.required': {
      title: 'Zum Senden anmelden',
      help: 'Nichts geht verloren: Das Ticket wartet und wird von selbst gesendet, sobald Sie angemeldet sind.',
    },
    'auth.refused': {
      title: 'Die Anmeldung wurde nicht angenommen',
      help: `Prüfen Sie Ihre Eingabe. ${ticketsKept}`,
    },
    'auth.method_disabled': {
      title: 'Diese Art der Anmeldung ist ausgeschaltet',
      help: 'Verwenden Sie eine andere oder fragen Sie Ihre IT-Betreuung.',
    },
    'auth.unexpected_answer': {
      title: 'Die Anmeldung hat nicht geklappt',
      help: 'Die Antwort des Dienstes war nicht die erwartete. Versuchen Sie es später noch einmal.',
    },
    'auth.not_renewed': {
      title: 'Die Anmeldung ließ sich gerade nicht erneuern',
      help: `${unsent} Der Anmeldedienst hat nicht wie vorgesehen geantwortet.`,
    },
    'auth.cancelled': { title: 'Die Anmeldung wurde abgebrochen', help: 'Es wurde nichts geändert.' },
    'auth.timed_out': {
      title: 'Aus dem Browser kam niemand zurück',
      help: `Nach fünf Minuten hat das Programm nicht länger gewartet. ${ticketsKept} Beginnen Sie neu, wenn Sie so weit sind.`,
    },
    'auth.denied': {
      title: 'Die Anmeldung wurde verweigert',
      help: `Beim Anmeldedienst hat jemand abgelehnt. ${ticketsKept} Beginnen Sie neu, um zuzustimmen.`,
    },
    'auth.response_invalid': {
      title: 'Die Antwort gehörte nicht zu dieser Anmeldung',
      help: 'Zur Sicherheit wurde sie nicht verwendet und nichts davon behalten. Beginnen Sie neu und schließen Sie ältere Anmeldeseiten im Browser.',
    },
    'auth.code_expired': {
      title: 'Der Code ist abgelaufen',
      help: `Er wurde nicht rechtzeitig eingegeben. ${ticketsKept} Fordern Sie einen neuen an.`,
    },
    'auth.not_offered': {
      title: 'Der Anmeldedienst bietet diese Art nicht an',
      help: 'Verwenden Sie eine andere oder fragen Sie Ihre IT-Betreuung.',
    },
    'auth.wrong_issuer': {
      title: 'Ein anderer Anmeldedienst hat geantwortet',
      help: `Es ist nicht der aus der Bereitstellungsdatei, daher wurde ihm nichts gesendet. ${askForHelp}`,
    },
    'auth.misconfigured': {
      title: 'Der Anmeldedienst kennt dieses Programm nicht',
      help: `Die Client-ID oder die Scopes in der Bereitstellungsdatei passen nicht. ${ticketsKept} ${askForHelp}`,
    },
    'auth.browser_failed': {
      title: 'Der Browser ließ sich nicht öffnen',
      help: 'Kopieren Sie den Link und öffnen Sie ihn in einem Browser auf diesem PC.',
    },
    'auth.listener_failed': {
      title: 'Die Antwort des Browsers kann nicht empfangen werden',
      help: 'Dieser PC lässt das Programm nicht darauf warten. Verwenden Sie stattdessen den Code oder fragen Sie Ihre IT-Betreuung.',
    },
    'auth.account_gone': {
      title: 'Diese Anmeldung ist hier nicht mehr gespeichert',
      help: 'Sonst wurde nichts geändert. Melden Sie sich damit neu an.',
    },
    'keychain.absent': {
      title: 'Dieser PC hat keinen Schlüsselbund',
      help: 'Die Anmeldung gilt, bis das Programm beendet wird, und wird nirgends gespeichert. Installieren Sie unter Linux einen Secret Service wie gnome-keyring und versuchen Sie es dann noch einmal.',
    },
    'keychain.not_set_up': {
      title: 'Es wurde noch kein Schlüsselbund eingerichtet',
      help: 'Legen Sie einen im Programm für Passwörter und Schlüssel an, oder melden Sie sich am PC ab und mit Ihrem Passwort wieder an; versuchen Sie es dann noch einmal. Bis dahin gilt eine Anmeldung, bis das Programm beendet wird, und wird nirgends gespeichert.',
    },
    'keychain.locked': {
      title: 'Der Schlüsselbund ist gesperrt',
      help: 'Entsperren Sie ihn und versuchen Sie es dann noch einmal. Bis dahin gilt eine Anmeldung, bis das Programm beendet wird, und wird nirgends gespeichert.',
    },
    'keychain.timeout': {
      title: 'Der Schlüsselbund antwortet nicht',
      help: 'Vielleicht fragt er etwas hinter diesem Fenster: Suchen Sie die Frage und versuchen Sie es dann noch einmal. Bis dahin gilt eine Anmeldung, bis das Programm beendet wird.',
    },
    'keychain.denied': {
      title: 'Der Schlüsselbund hat dieses Programm abgewiesen',
      help: 'Erlauben Sie es im Schlüsselbund und versuchen Sie es dann noch einmal. Bis dahin gilt eine Anmeldung, bis das Programm beendet wird, und wird nirgends gespeichert.',
    },
    'keychain.corrupt': {
      title: 'Die Anmeldung im Schlüsselbund ist beschädigt',
      help: `Sie ist nicht zu verwenden. Melden Sie sich neu an: Das ersetzt sie. ${ticketsKept}`,
    },
    'keychain.failed': {
      title: 'Im Schlüsselbund trat ein Fehler auf',
      help: 'Versuchen Sie es noch einmal. Bis es klappt, gilt eine Anmeldung, bis das Programm beendet wird, und wird nirgends gespeichert.',
    },
    'connector.invalid_id': {
      title: 'Eine Konnektor-ID hat nur Ziffern',
      help: 'Sie steht auf dem Konnektor.',
    },
    'connector.invalid_uuid': {
      title: 'Das ist keine UUID',
      help: 'Sie sieht so aus: ca09a970-6519-4280-b6a6-65727e2894e3. Prüfen Sie Ihre Eingabe.',
    },
    'connector.unknown_port': {
      title: 'Dieser Anschluss ist nicht mehr da',
      help: 'Stecken Sie den Konnektor wieder ein.',
    },
    'catalogue.storage': {
      title: 'Der Katalog kann nicht gelesen werden',
      help: 'Tippen Sie die IDs ein oder importieren Sie den Katalog noch einmal. Ihre Tickets und Ihre eigenen Namen sind nicht betroffen.',
    },
    'catalogue.file_refused': {
      title: 'Das ist kein brauchbarer Katalog',
      help: 'Es wurde nichts geändert: Der bisherige Katalog bleibt. Melden Sie, was nicht stimmt, dorthin, wo die Datei herkommt.',
    },
    'catalogue.busy': {
      title: 'Es wird schon ein Katalog gelesen',
      help: 'Warten Sie, bis das fertig ist, und versuchen Sie es dann noch einmal.',
    },
    'template.not_found': {
      title: 'Diese Vorlage gibt es nicht mehr',
      help: 'Es wurde nichts geändert. Wählen Sie eine andere.',
    },
    'template.empty': {
      title: 'Es gibt noch nichts für eine Vorlage',
      help: 'Fügen Sie dem Ticket mindestens ein Produkt hinzu und speichern Sie dann die Vorlage.',
    },
    'template.name_taken': {
      title: 'Eine andere Vorlage heißt schon so',
      help: 'Es wurde nichts gespeichert. Wählen Sie einen anderen Namen.',
    },
    'templates.too_many': {
      title: 'Es gibt zu viele Vorlagen',
      help: 'Es wurde nichts gespeichert. Entfernen Sie eine, die niemand nutzt, und versuchen Sie es dann noch einmal.',
    },
    'template.no_room': {
      title: 'Das ist mehr, als in ein Ticket passt',
      help: 'Es wurde nichts eingesetzt: Ein Ticket fasst höchstens 200 Produkte. Nehmen Sie ein neues Ticket.',
    },
    'template.storage': {
      title: 'Die Vorlagen können nicht gelesen oder gespeichert werden',
      help: 'Die letzte Änderung ist NICHT gespeichert. Ihre Tickets sind nicht betroffen. Versuchen Sie es noch einmal.',
    },
    'settings.not_saved': {
      title: 'Die Einstellung konnte nicht gespeichert werden',
      help: 'Sie gilt, bis das Programm beendet wird.',
    },
  },

  ago: {
    now: 'soeben',
    minutes: (count) => `vor ${count} Min.`,
    hours: (count) => `vor ${count} Std.`,
    days: (count) => (count === 1 ? 'gestern' : `vor ${count} Tagen`),
  },
};
