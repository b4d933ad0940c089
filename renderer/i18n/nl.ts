import type { FormField } from '../../preload/contract/ticket.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import { detailsIn } from './catalogue-details.ts';
import { chosenFromList } from './en.ts';
import type { Texts } from './texts.ts';

const kept = 'Het ticket blijft op deze pc bewaard.';

const field = {
  vin: 'VIN',
  vehicle_model_id: 'Model',
  vehicle_model_variant_id: 'Uitvoering',
  connector_id: 'Connector-id',
  product_ids: 'Producten',
  product_prerequisites: 'Voor je begint',
  voucher: 'Voucher',
  reference: 'Referentie',
  prepared_ticket_id: 'Id klaargezet ticket',
  confirmed_unattended_service: 'Onbemande service',
} satisfies Record<FormField, string>;

/** The field within a sentence. */
const theField = (name: FormField) => {
  if (name === 'vin') return 'het VIN';
  return `${name === 'vehicle_model_id' ? 'het' : 'de'} ${field[name].toLowerCase()}`;
};

const notChecked = 'Kan op deze pc niet worden gecontroleerd.';

const finding: Texts['finding'] = {
  cable: {
    title: 'De kabel of de USB-poort',
    seen: {
      ok: (names) => `Gezien op deze pc: ${names}. De kabel geeft data door.`,
      problem: () => 'Er zit helemaal niets in de USB-poorten van deze pc.',
      unknown: () => 'De poorten worden gevolgd: er is nog niets nieuws verschenen.',
    },
    steps: [
      'Trek de kabel uit de pc en steek hem er weer in. Wat er verschijnt, staat dan hier.',
      'Verschijnt er niets, neem dan een andere kabel. Een kabel die alleen oplaadt ziet er net zo uit.',
      'Gebruik een andere USB-poort, op de pc zelf en niet op een hub.',
    ],
  },
  car: {
    title: 'De auto geeft hem geen stroom',
    seen: { unknown: () => 'Kan van hieruit niet worden gecontroleerd: kijk naar de connector.' },
    steps: ['Druk de connector helemaal in de aansluiting van de auto.', 'Zet het contact aan.'],
  },
  driver: {
    title: 'Er ontbreekt een stuurprogramma',
    seen: {
      ok: () => 'Geen apparaat op USB mist zijn stuurprogramma.',
      problem: (names) => `Heeft geen stuurprogramma: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `Heeft geen stuurprogramma, maar kan iets anders zijn: ${names}.`,
    },
    steps: [
      'Installeer het stuurprogramma dat bij de connector hoort, of vraag de beheerder van deze pc.',
      'De opdracht toont wat het systeem weet: op Windows heeft zo’n apparaat een geel teken, op Linux staat er niets achter “Driver=”.',
    ],
  },
  'no-profile': {
    title: 'Hij is niet als connector bekend',
    seen: {
      ok: () => 'Er is geen onbekend serieel apparaat aangesloten.',
      problem: (names) => `Net aangesloten, en er is geen connectorprofiel voor: ${names}.`,
      unknown: (names) =>
        names === ''
          ? notChecked
          : `Er is geen connectorprofiel voor: ${names}. Het kan andere apparatuur zijn.`,
    },
    steps: [
      'Is dat de connector, dan ontbreekt zijn profiel: geef de naam door aan de beheerder van deze pc.',
      'Waar geen profiel voor is, wordt nooit geopend: het kan andere apparatuur zijn. Vul de id zolang zelf in.',
    ],
  },
  brltty: {
    title: 'brltty houdt hem bezet',
    seen: {
      ok: () => 'brltty draait niet.',
      problem: (names) =>
        `brltty draait, en een programma houdt dit apparaat buiten zijn stuurprogramma om vast: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `${names} draait. Wat het vasthoudt, zegt het systeem niet.`,
    },
    steps: [
      'brltty is voor brailleleesregels en kan een connector daarvoor aanzien. Heeft niemand hier het nodig, zet het dan uit met de opdracht.',
      'Trek daarna de kabel los en steek hem er weer in.',
    ],
  },
  'modem-manager': {
    title: 'ModemManager probeert hem uit',
    seen: {
      ok: () => 'ModemManager draait niet.',
      unknown: (names) =>
        names === '' ? notChecked : `${names} draait. Of het de poort heeft, zegt het systeem niet.`,
    },
    steps: [
      'Het zoekt op elke nieuwe seriële poort een modem. Wacht even: wat geen modem is, laat het meestal weer los.',
      'Laat het niet los, dan stopt de opdracht het tot de pc opnieuw start.',
    ],
  },
  'port-in-use': {
    title: 'Een ander programma heeft de poort open',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Een ander programma heeft hem; het systeem zegt niet welk.'
          : `Heeft hem open: ${names}.`,
      unknown: () => 'Van geen ander programma is bekend dat het hem open heeft.',
    },
    steps: ['Sluit diagnose- en terminalprogramma’s, of laat ze de verbinding verbreken.'],
  },
  refused: {
    title: 'Het stuurprogramma opent de poort niet',
    seen: {
      problem: (names) =>
        names === '' ? 'Het systeem geeft geen reden.' : `Het systeem geeft als reden het nummer ${names}.`,
      unknown: () => notChecked,
    },
    steps: [
      'Trek de kabel uit de pc en steek hem er weer in, in een andere USB-poort.',
      'Neem een andere kabel.',
      'Blijft het zo: er is een ander stuurprogramma nodig. Zeg het tegen de beheerder van deze pc, met het nummer.',
    ],
  },
  'serial-number': {
    title: 'Het USB-serienummer is geen connector-id',
    seen: {
      problem: () => 'Het profiel zoekt de id in het USB-serienummer, en daar staat er geen in.',
      unknown: () => notChecked,
    },
    steps: [
      'Vul de id zelf in: hij staat op de connector.',
      'Zeg tegen de beheerder van deze pc: het connectorprofiel is voor een ander apparaat, of het stuurprogramma geeft het serienummer niet door.',
    ],
  },
  rights: {
    title: 'Je mag deze poort niet gebruiken',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Het systeem laat je niet bij deze poort.'
          : `Hij is voor de groep ${names}, en daar zit je niet in.`,
      unknown: () => notChecked,
    },
    steps: [
      'Een beheerder van deze pc kan je het recht geven. Staat er een opdracht, dan doet die precies dat.',
      'Meld je daarna af van de pc en weer aan: dan pas geldt het.',
    ],
  },
  'sign-in-again': {
    title: 'Meld je opnieuw aan op de pc',
    seen: {
      problem: (names) => `Je zit nu in de groep ${names}, maar deze sessie begon daarvoor.`,
      unknown: () => notChecked,
    },
    steps: ['Meld je af van de pc en weer aan. Je tickets zijn bewaard.'],
  },
  speed: {
    title: 'De snelheid in het profiel klopt niet',
    seen: {
      problem: () => 'Er komen tekens binnen, maar geen antwoord.',
      unknown: () => 'Er kwam niets binnen, dus het is niet te zeggen.',
    },
    steps: [
      'Zeg tegen de beheerder van deze pc: baudRate in het connectorprofiel moet die van de connector zijn.',
    ],
  },
};

const details = detailsIn('nl', {
  types: {
    number: 'een getal',
    string: 'tekst tussen aanhalingstekens',
    boolean: 'true of false',
    list: 'een lijst in [ ]',
    object: 'een item in { }',
  },
  whole: 'een geheel getal',
  notEmpty: 'tekst die niet leeg is',
  uuid: 'een UUID',
  date: (like) => `een datum zoals ${like}`,
  atLeast: (number) => `${number} of meer`,
  atMost: (number) => `${number} of minder`,
  characters: (most) => `tekst van hoogstens ${most} tekens`,
  entries: (most) => `een lijst met hoogstens ${most} items`,
  between: (from, to) => `${from} tot en met ${to}`,
  oneOf: (choices) => `een van ${choices}`,
});

/** Why a file is no text, and where that shows. */
function notText({ why, encoding, offset, line, column }: NotText): string {
  const what = {
    encoding:
      encoding === null
        ? 'Het bestand is geen UTF-8, en de codering is niet bekend'
        : `Het bestand is geen UTF-8: het lijkt ${encoding} te zijn`,
    broken: `Het bestand is beschadigd: sommige bytes zijn geen ${encoding ?? 'tekst'}`,
    nul: 'Het bestand is beschadigd: er staat een NUL-teken in',
  };
  const place = `regel ${line}, kolom ${column}, byte ${offset}`;
  return `${what[why]} (${place}). Sla het op als UTF-8.`;
}

/** What belongs into a field, and which sign does not; `about` is empty where nobody can say one. */
const withSign = (text: string, found: number, about: string): string =>
  about === '' ? text : `${text}. Teken ${found} is iets anders: ${about}`;

/** Every text of the window in Dutch: en.ts says what each of them has to promise. */
export const nl: Texts = {
  appName: 'Jifeline Workshop',
  noBridge: {
    title: 'Het venster kan het programma niet bereiken',
    help: 'Sluit Jifeline Workshop en start het opnieuw. Alles wat bewaard is, is er nog.',
  },

  rail: {
    label: 'Tickets',
    newTicket: 'Nieuw ticket',
    list: 'Je tickets',
    empty: 'Hier komen je tickets te staan. Er gaat niets verloren als het programma of internet uitvalt.',
    noVin: 'Nog geen VIN',
    more: 'Toon oudere tickets',
    search: 'Zoeken',
    searchLabel: 'Zoek op VIN, referentie, connector en ticketnummer',
    filters: {
      all: 'Alle',
      'needs-you': 'Te doen',
      waiting: 'Wachtend',
      drafts: 'Concepten',
      done: 'Verzonden',
    },
    filterLabel: 'Welke tickets',
    nothingFound: 'Niets gevonden.',
  },
  sameToday: {
    car: 'Deze auto heeft vandaag al een ticket',
    connector: 'Deze connector heeft vandaag al een ticket',
  },
  counts: {
    needsYou: (count) => `${count} te doen`,
    waiting: (count) => (count === 1 ? '1 wacht' : `${count} wachten`),
  },

  state: {
    draft: 'Concept',
    queued: 'Wacht op verzenden',
    sending: 'Verzenden…',
    created: 'Verzonden',
    rejected: 'Geweigerd',
    held: 'Connector bezet',
    unconfirmed: 'Misschien al verzonden',
    confirm: 'Eerst controleren',
    discarded: 'Weggegooid',
  },
  signInToSend: 'Eerst inloggen',
  sentNumber: (id) => `Verzonden, nr. ${id}`,

  field,

  issue: {
    required: (name) =>
      name === 'product_ids' ? 'Voeg minstens één product toe' : `Vul ${theField(name)} in`,
    'vin.length': (_field, found) =>
      `Een VIN heeft 17 tekens; dit ${found === 1 ? 'is' : 'zijn'} er ${found}: ${Math.abs(17 - found)} te ${found < 17 ? 'weinig' : 'veel'}`,
    'vin.lookalike': (_field, found, about) =>
      `Teken ${found} is de letter ${about}: is het een ${about === 'I' ? '1' : '0'}? In een VIN staat nooit I, O of Q`,
    'vin.characters': (_field, found, about) =>
      `Teken ${found} is ${about}: in een VIN staan alleen de letters A tot Z en cijfers`,
    'vin.frame_number': () => 'Geen VIN: het lijkt een Japans framenummer. Vergelijk het met de auto',
    'vin.digits': () => 'Alleen cijfers: misschien een werkorder of artikel. Vergelijk het met de auto',
    'vin.no_car': () =>
      'Geen auto heeft dit nummer. Een regelapparaat dat nooit is geprogrammeerd meldt zoiets',
    'vin.control': (_field, found) =>
      `Teken ${found} is onzichtbaar en kan niet worden verzonden: haal het weg`,
    'vin.check_digit': () => 'Het controlecijfer klopt niet. Vergelijk het met de auto; verzenden kan toch',
    'number.not_whole': (name, found, about) =>
      withSign(
        chosenFromList.includes(name)
          ? 'Kies er een uit de lijst, of vul de id in'
          : 'Vul hier alleen cijfers in',
        found,
        about,
      ),
    'number.range': () => 'Dit getal is te klein of te groot',
    'product.twice': () => 'Dit product staat al in de lijst',
    'prerequisite.incomplete': () => 'Vul de vraag-id én het antwoord in',
    'prerequisite.unanswered': (_field, _found, about) =>
      about === '' ? 'Niet beantwoord' : `Niet beantwoord: ${about}`,
    'consent.unanswered': (_field, _found, about) => `Zeg ja of nee. Het gaat om: ${about}`,
    'prerequisite.twice': () => 'Deze vraag is al beantwoord: haal een van de antwoorden weg',
    'text.long': (_field, found) =>
      `Te lang: hoogstens ${found} tekens. Kort het in; wat je typte is bewaard`,
    'text.not_kept': () => 'Te lang om te bewaren: NIET bewaard. Kort het in',
    'uuid.format': (_field, found, about) =>
      withSign('Het ziet eruit als ca09a970-6519-4280-b6a6-65727e2894e3', found, about),
    'voucher.unusual': (_field, found, about) =>
      withSign(
        'Een voucher heeft meestal 4 tot 8 hoofdletters en cijfers. Kijk hem na; verzenden kan toch',
        found,
        about,
      ),
    'reference.long': () => 'Langer dan 255 tekens: dit kan geweigerd worden. Verzenden kan toch',
  },

  form: {
    vehicle: 'Voertuig',
    order: 'Opdracht',
    books: 'Voor je administratie',
    vinHint: 'Typ, plak of scan het. Spaties en streepjes maken niet uit.',
    vinCount: (count) => `${count} van 17`,
    vinRead: 'Uit de auto gelezen',
    vinIsRight: 'Het klopt zo',
    vinAsIs: 'U zei dat het klopt: het wordt zo verzonden.',
    vinTold: (told) => `De auto meldt ${told}, en dat is geen VIN. Vergelijk het voor u het gebruikt.`,
    noUsableVin: (told) => `De auto meldt geen bruikbaar VIN${told === '' ? '.' : `: ${told}`}`,
    suggestion: (value) => `Gebruik ${value}`,
    vinDiffers: 'De connector las een ander VIN uit de auto',
    vinTyped: 'Getypt',
    vinFromCar: 'Uit de auto',
    useCarVin: 'Gebruik VIN uit de auto',
    keepVin: 'Houd wat ik typte',
    connectorByCable: 'Via de kabel gelezen',
    connectorByHand: 'Zelf ingevuld',
    connectorDiffers: (id) => `Aan de kabel zit connector ${id}`,
    useConnector: (id) => `Gebruik ${id}`,
    removeProduct: (id) => `Verwijder product ${id}`,
    prerequisites: 'Antwoorden op de vragen bij de producten, als die er zijn.',
    addAnswer: 'Antwoord erbij',
    questionId: 'Vraag-id',
    answer: 'Antwoord',
    yes: 'Ja',
    no: 'Nee',
    text: 'Tekst',
    answerText: 'Antwoord in tekst',
    removeAnswer: (number) => `Verwijder antwoord ${number}`,
    referenceHint: 'Voor je eigen administratie: kenteken of werkordernummer.',
    optional: 'optioneel',
    more: 'Meer',
    preparedHint: 'Alleen als er een ticket voor je is klaargezet.',
  },

  catalogue: {
    models: 'Modellen',
    variants: 'Uitvoeringen',
    products: 'Producten',
    modelPlaceholder: 'Merk en model, of een id',
    variantPlaceholder: 'Motor of uitvoering, of een id',
    productPlaceholder: 'Productnaam of id',
    product: (id) => `Product ${id}`,
    id: (id) => `id ${id}`,
    useId: (id) => `Gebruik id ${id}`,
    asTyped: 'Zoals je het typte',
    unknown: 'Niet in de catalogus',
    since: (year) => `vanaf ${year}`,
    until: (year) => `tot ${year}`,
    unattended: 'Wordt zonder operator uitgevoerd',
    chosen: 'Staat in de lijst',
    more: 'Er is meer: typ nog iets.',
    nothingFits: 'Niets gevonden. Een id invullen kan altijd.',
    nothingYet:
      'Op deze pc staat geen catalogus: vul de id in. Wat je gebruikt, staat hier de volgende keer.',
    modelFirst: 'Kies eerst het model, of vul de id van de uitvoering in.',
    vehicleFrom: {
      connector: 'Van de connector',
      ticket: 'Van het vorige ticket van deze auto',
    },
    giveName: 'Geef een naam',
    changeName: 'Wijzig de naam',
    ownName: (id) => `Jouw naam voor ${id}`,
    saveName: 'Naam opslaan',
    favourites: 'Favorieten',
    favourite: (name) => `Favoriet: ${name}`,
    group: 'Productgroep',
    allGroups: 'Alle groepen',
    basket: 'Gekozen producten',
    noPrice: 'Prijs niet bekend',
    net: (amount) => `${amount} excl. btw`,
    gross: (amount) => `${amount} incl. btw`,
    total: 'Totaal',
    unpriced: (count) =>
      count === 1
        ? 'zonder één product waarvan de prijs niet bekend is'
        : `zonder ${count} producten waarvan de prijs niet bekend is`,
    priceAsOf: (date) => `Prijzen van ${date}; niet nagevraagd bij de dienst`,
    bundles: (count) => (count === 1 ? '1 bundel' : `${count} bundels`),
    bundlesTitle: 'Bundels',
    bundlesHelp: 'Producten die voor dit voertuig bij elkaar horen.',
    offerFrom: {
      service: (date) => `Volgens de dienst op ${date}.`,
      catalogue: (date) => `Uit de catalogus van ${date}.`,
      nothing: () => '',
    },
    searchBundles: 'Zoek bundels',
    block: (number) => `Deel ${number}`,
    nothingOfBlock: 'Geen van deze',
    addBundle: 'Voeg deze producten toe',
  },
  questions: {
    done: (done, all) => `${done} van ${all} beantwoord`,
    usual: 'Antwoord zoals altijd',
    tick: 'Gedaan',
    others: 'Andere antwoorden',
  },
  /** Asked for and recorded: other words here are another version (docs/consent.md). */
  consent: {
    title: 'Onbemande service',
    question: 'Mag deze opdracht naar een onbemande service?',
    needed: (products) => `Wordt zonder operator uitgevoerd: ${products}.`,
    perhaps:
      'Alleen van belang bij producten die zonder operator worden uitgevoerd. Hier is niet bekend of dat zo is.',
    yes: 'Ja, ik ga akkoord',
    no: 'Nee',
    recorded: (time, account) =>
      account === null ? `Vastgelegd ${time}, niemand aangemeld` : `Vastgelegd ${time}, ${account}`,
  },
  templates: {
    title: 'Sjablonen',
    all: 'Alle sjablonen',
    panel: 'Sjablonen',
    help: 'Wat je telkens weer bestelt: producten, de gebruikelijke antwoorden en de voucher. Antwoorden worden aangeboden, nooit ingevuld.',
    none: 'Er zijn er nog geen. Kies producten in een ticket en dan “Bewaar als sjabloon”.',
    use: 'Gebruik',
    rename: 'Hernoem',
    replace: 'Vervang door deze opdracht',
    remove: 'Verwijder',
    removed: (name) => `“${name}” is verwijderd.`,
    holds: (products, uses) =>
      `${products === 1 ? '1 product' : `${products} producten`}, ${uses === 0 ? 'nooit gebruikt' : `${uses}× gebruikt`}`,
    saveAs: 'Bewaar als sjabloon',
    name: 'Naam van het sjabloon',
    namePlaceholder: 'bijv. Trekhaak coderen',
    save: 'Opslaan',
  },
  summary: (count) => (count === 1 ? 'Nog één punt in orde maken' : `Nog ${count} punten in orde maken`),

  bar: {
    saved: (time) => `Bewaard ${time}`,
    saving: 'Bewaren…',
    notSaved: 'NIET BEWAARD',
    saveAgain: 'Bewaar nu',
    send: 'Verzend ticket',
    ready: 'Verzendklaar.',
    readySignedOut: 'Je bent niet ingelogd: dat wordt gevraagd voordat het ticket weggaat.',
    incomplete: (fields) => `Eerst in orde maken: ${fields}.`,
    sendNow: 'Verzend nu',
    sending: 'Verzenden…',
    numberLabel: 'Ticketnummer',
    numberUnknown: 'Aangemaakt; nummer niet ontvangen',
    copy: 'Kopieer nummer',
    copied: 'Gekopieerd',
  },

  outcome: {
    created: {
      title: 'Het ticket is aangemaakt',
      help: 'Een operator gaat ermee verder. Laat de connector aangesloten.',
    },
    createdByPerson: {
      title: 'Gemarkeerd als aangemaakt',
      help: 'Je hebt bevestigd dat dit ticket bestaat.',
    },
    draft: { title: 'Concept', help: '' },
    queued: {
      title: 'Wacht op verzenden',
      help: `${kept} Er is nog niets verzonden.`,
    },
    sending: {
      title: 'Wordt verzonden',
      help: 'Wachten op antwoord van de dienst. Dat kan tot anderhalve minuut duren.',
    },
    rejected: {
      title: 'Geweigerd',
      help: 'De dienst heeft dit ticket geweigerd; het is niet aangemaakt. Alles wat je typte is bewaard. Pas het aan en verzend het opnieuw.',
    },
    held: {
      title: 'Connector bezet',
      help: `Voor deze connector staat al een ticket open, en er kan er maar één tegelijk. ${kept} Probeer het opnieuw als het andere gesloten is.`,
    },
    unconfirmed: {
      title: 'Misschien al verzonden',
      help: 'Niemand hier kan weten of dit ticket is aangemaakt. Het wordt niet vanzelf nog eens verzonden, zodat je niet twee keer een rekening krijgt. Ga het na bij Jifeline en kies dan:',
    },
    confirm: {
      title: 'Eerst controleren',
      help: `Er is iets veranderd sinds je dit ticket schreef. ${kept} Kijk het na voordat het weggaat.`,
    },
    discarded: { title: 'Weggegooid', help: 'Dit ticket wordt niet verzonden.' },
  },

  numberTaken: (number, about, when) => `Nr. ${number} is het ticket ${about}, ${when}.`,

  action: {
    edit: 'Wijzig',
    sendNow: 'Verzend nu',
    tryAgain: 'Probeer nu',
    discard: 'Gooi weg',
    deleteDraft: 'Wis concept',
    discarded: (what) => `${what} is weggegooid.`,
    undo: 'Herstel',
    duplicate: 'Zelfde met ander VIN',
    confirm: 'Verzend toch',
    cancel: 'Terug',
    itIsThere: 'Ticket is er',
    itIsThereHelp: 'Je hebt het ticket gevonden. Het nummer, als je het weet:',
    sendAgain: 'Ticket is er niet: verzend opnieuw',
    sendAgainSure:
      'Nog een keer verzenden? Als het eerste ticket er toch is, zijn er twee tickets en twee rekeningen.',
    sendAgainYes: 'Ja, nagekeken: verzend opnieuw',
    signIn: 'Log in',
    newTicket: 'Nieuw ticket',
    details: 'Details',
  },
  check: {
    aged: (_was, now) => `Het wacht al ${now}. Kloppen de antwoorden en de toestemming nog?`,
    'other-connector': (was, now) => `Aan de kabel zit connector ${now}; het ticket is voor ${was}.`,
    'other-vin': (was, now) => `De connector leest nu ${now}; het ticket is voor ${was}.`,
  },
  duration: {
    minutes: (count) => (count === 1 ? 'een minuut' : `${count} minuten`),
    hours: (count) => (count === 1 ? 'een uur' : `${count} uur`),
    days: (count) => (count === 1 ? 'een dag' : `${count} dagen`),
    unknown: 'een onbekende tijd: de klok van deze pc is verzet',
  },
  next: {
    queued: (when) => `Het wordt ${when} vanzelf opnieuw geprobeerd.`,
    held: (when) => `Het wordt ${when} vanzelf opnieuw geprobeerd, of als jij erom vraagt.`,
    unconfirmed: (when) => `De lijst van de dienst wordt ${when} opnieuw bekeken.`,
    soon: 'zo meteen',
    seconds: (count) => `over ${count} seconden`,
    minutes: (count) => (count === 1 ? 'over een minuut' : `over ${count} minuten`),
  },
  history: {
    title: 'Wat er gebeurde',
    begun: (number) => `Poging ${number} begonnen`,
    ended: {
      created: 'Antwoord: aangemaakt',
      held: 'Antwoord: voor de connector staat al een ticket open',
      unauthorized: 'Antwoord: niet ingelogd',
    },
    decided: {
      it_is_there: 'Besloten: ticket is er',
      send_again: 'Besloten: ticket is er niet, verzend opnieuw',
      confirm: 'Nagekeken: verzend toch',
      discard: 'Weggegooid',
      restore: 'Teruggehaald',
    },
    looked: 'Gevonden in de lijst van de dienst',
    by: (account) => `door ${account.replace(/^connector-pin:/, 'connector ').replace(/^oidc:/, '')}`,
  },
  serverWords: 'De dienst zegt',
  status: (status) => `Antwoord ${status}`,
  attempts: (count) => (count === 1 ? 'Eén keer geprobeerd' : `${count} keer geprobeerd`),
  facts: {
    uuid: 'UUID',
    chatId: 'Chat-id',
    state: 'Statusnummer',
    none: '—',
    yes: 'Ja',
    no: 'Nee',
  },

  connector: {
    light: 'Connector',
    searching: { title: 'Wordt gezocht', help: ['Een moment.'] },
    none: {
      title: 'Niet gevonden',
      help: ['Sluit de connector met zijn datakabel op deze pc aan, en steek hem in de auto.'],
    },
    identifying: { title: 'Gevonden, id opvragen', help: ['Een moment.'] },
    ready: { title: 'Gereed', help: ['Laat hem aangesloten tot de operator klaar is.'] },
    busy: {
      title: 'In gebruik door ander programma',
      help: ['De poort wordt elke twee seconden opnieuw geprobeerd.'],
    },
    'no-permission': {
      title: 'Geen rechten voor de poort',
      help: [
        'Het systeem laat dit programma niet bij de poort. Er wordt elke twee seconden opnieuw geprobeerd.',
      ],
    },
    refused: {
      title: 'Kan niet worden geopend',
      help: [
        'Het stuurprogramma opent de poort niet; dat ligt niet aan de auto. Er wordt elke twee seconden opnieuw geprobeerd. Je ticket is bewaard.',
      ],
    },
    'not-answering': {
      title: 'Antwoordt niet',
      help: ['De poort is open, maar er kwam geen id. Er wordt elke twee seconden opnieuw gevraagd.'],
    },
    unplugged: {
      title: 'Losgekoppeld',
      help: ['Sluit hem weer aan. Je ticket is bewaard.'],
    },
    several: { title: 'Meerdere aangesloten', help: ['Kies degene die in deze auto zit.'] },
    manual: {
      title: 'Id zelf ingevuld',
      help: ['Er is geen connector gereed aan de kabel. De id die je invulde wordt gebruikt.'],
    },
  },
  heard: {
    nothing: 'Er kwam niets binnen.',
    garbage: 'Er kwam alleen onzin binnen.',
    'no-serial-number': 'Het USB-serienummer is geen connector-id, dus is niet bekend welke het is.',
  },
  searchProblem: {
    'list-timeout':
      'Het besturingssysteem geeft de poorten nu niet door. Poorten die al bekend zijn, worden nog gevolgd.',
    'list-failed': 'Het besturingssysteem geeft de poorten niet door.',
    'serial-missing':
      'Het deel van het programma voor seriële poorten kon niet worden geladen. Installeer het programma opnieuw, of vul de connector-id zelf in.',
    'udevadm-missing': 'udevadm is niet geïnstalleerd: van poorten is minder bekend.',
  },
  finding,
  connectorPanel: {
    title: 'Connector',
    whatToDo: 'Wat te doen',
    retry: 'Controleer opnieuw',
    choose: 'Gebruik deze',
    byHand: 'Vul de id zelf in',
    byHandHelp: 'Hij staat op de connector. Een connector aan de kabel gaat voor als die gereed is.',
    use: 'Gebruik deze id',
    remove: 'Wis de zelf ingevulde id',
    showPorts: 'Toon alle poorten',
    noPorts: 'Deze pc heeft geen seriële poorten.',
    matched: 'past bij een connectorprofiel',
    unmatched: 'geen connector: wordt nooit geopend',
    port: 'Poort',
    vin: 'VIN van de auto',
    vinUnusable: 'De auto geeft geen bruikbaar VIN: vul het zelf in. De id van de connector is wel bekend.',
    several: 'Er zijn er meer aangesloten',
    current: 'hier in gebruik',
    causes: 'Wat het kan zijn, het waarschijnlijkste eerst',
    checking: 'Controleren…',
    found: (count: number) =>
      count === 0
        ? 'Nog geen oorzaak is zeker. Er wordt vanzelf opnieuw gecontroleerd.'
        : count === 1
          ? 'Er is één oorzaak gevonden.'
          : `Er zijn ${count} oorzaken gevonden.`,
    command: 'In een terminal',
    copy: 'Kopieer',
    copyCommand: 'Kopieer de opdracht',
    copied: 'Gekopieerd',
  },

  service: {
    light: 'Dienst',
    unknown: 'Nog niet getest',
    checking: 'Testen…',
    reachable: 'Online',
    unreachable: 'Onbereikbaar',
    signedOut: 'Niet ingelogd',
    refused: 'Log opnieuw in',
    sessionOnly: 'Alleen deze sessie',
    restoring: 'Sleutelbos openen…',
  },
  signIn: {
    title: 'Dienst',
    signInTitle: 'Inloggen',
    methods: {
      browser: 'Browser',
      'device-code': 'Code',
      'connector-pin': 'Connector en pin',
      token: 'Token',
    },
    browserHelp:
      'De inlogpagina opent in de browser van deze pc. Wat je daar invult, krijgt dit programma niet te zien.',
    browserSubmit: 'Log in met de browser',
    deviceHelp: 'Je krijgt een code om op een telefoon of andere pc in te vullen.',
    deviceSubmit: 'Vraag een code',
    starting: 'Inlogdienst zoeken…',
    waiting: 'Wachten op de browser',
    waitingHelp: 'Log in op de pagina die is geopend. Dit venster komt vanzelf terug.',
    notOpened: 'Kopieer de link en open hem in een browser op deze pc.',
    finishing: 'Inloggen…',
    deviceTitle: 'Vul deze code in',
    deviceAt: 'Open op een telefoon of andere pc',
    deviceUntil: (time) => `De code geldt tot ${time}. Dit venster gaat vanzelf verder.`,
    copyLink: 'Kopieer link',
    linkCopied: 'Gekopieerd',
    cancel: 'Annuleer',
    connectorId: 'Connector-id',
    connectorUuid: 'Connector-UUID',
    connectorUuidHelp: 'Deze krijg je van een beheerder; via de kabel is hij niet te lezen.',
    pin: 'Pin',
    token: 'Token',
    tokenHelp: 'Dit krijg je van een beheerder.',
    submit: 'Log in',
    busy: 'Inloggen…',
    signedInAs: (name) => `Ingelogd als ${name}`,
    connectorName: (id) => `connector ${id}`,
    signedInWithToken: 'Ingelogd met een token',
    tokenName: 'Geplakt token',
    stays: 'blijft ingelogd',
    untilShort: (time) => `tot ${time}`,
    renews: 'Wordt vanzelf verlengd zolang de inlogdienst dat toestaat.',
    until: (time) => `Loopt af op ${time}. Log daarna opnieuw in.`,
    untilUnknown: 'Hoe lang dit geldt, bepaalt de dienst: loopt het af, dan wordt het je gevraagd.',
    accounts: 'Accounts op deze pc',
    nobody: 'Er is niemand ingelogd.',
    inUse: 'In gebruik',
    use: 'Gebruik',
    useNamed: (name) => `Gebruik ${name}`,
    remove: 'Verwijder',
    removeNamed: (name) => `Verwijder ${name} van deze pc`,
    another: 'Log in met een ander account',
    manage: 'In- of uitloggen',
    notRenewed:
      'Hij wordt niet verlengd: de inlogdienst gaf daar geen toestemming voor. Wie deze pc beheert, kan dat wijzigen.',
    retryKeychain: 'Probeer de sleutelbos opnieuw',
    undeleted:
      'In de sleutelbos staat misschien nog een login die hier is verwijderd. Hij wordt niet meer gebruikt, en wordt gewist zodra de sleutelbos dat toelaat.',
    systemWords: 'Het systeem zegt',
    signOut: 'Log uit',
    signOutHelp: 'Wie er ook uitlogt: concepten en tickets blijven op deze pc.',
    keychain: 'Je login wordt bewaard in de sleutelbos van deze pc.',
    sessionOnly: 'Deze login geldt tot het programma stopt: de sleutelbos nam hem niet aan.',
    refused: 'Deze login wordt niet meer geaccepteerd. Log opnieuw in; je tickets zijn bewaard.',
    check: 'Test de verbinding',
    host: 'Dienst',
  },

  settings: {
    language: 'Taal',
    languageOfSystem: 'Zoals het systeem',
    title: 'Instellingen',
    theme: 'Weergave',
    density: 'Grootte van knoppen en velden',
    densities: { normal: 'Normaal', workshop: 'Werkplaats: groot, voor handschoenen' },
    themes: { system: 'Zoals het systeem', light: 'Licht', dark: 'Donker' },
    device: 'Deze pc',
    deviceHelp: 'Gaat met elk ticket mee, als de pc het zelf niet doorgeeft. Mag leeg blijven.',
    deviceManufacturer: 'Fabrikant',
    deviceModel: 'Model',
    latitude: 'Breedtegraad',
    longitude: 'Lengtegraad',
    placeHelp: 'Decimale graden, bijvoorbeeld 51.985104. Allebei of geen van beide.',
    wrongPlace: 'Vul decimale graden in, zoals 51.985104',
    saved: 'Bewaard',
    recheck: 'Opnieuw controleren voor verzenden',
    recheckHelp: 'Een ticket dat langer wachtte, krijg je eerst te zien voordat het weggaat.',
    recheckHours: (hours) => (hours === 1 ? 'Na een uur' : `Na ${hours} uur`),
    drafts: 'Concepten',
    draftsHelp: 'Alle concepten in één bestand, voor een andere pc of voor de zekerheid.',
    exportDrafts: 'Exporteer concepten…',
    importDrafts: 'Importeer concepten…',
    leftOut: (count) => `${count} zijn weggelaten, want ze kunnen verzonden zijn.`,
    exported: (count) => (count === 1 ? 'Eén concept geëxporteerd.' : `${count} concepten geëxporteerd.`),
    imported: (added, known) =>
      `${added === 1 ? 'Eén concept' : `${added} concepten`} geïmporteerd; ${known} ${known === 1 ? 'stond' : 'stonden'} er al.`,
    about: 'Over',
    version: (version) => `Versie ${version}`,
    website: 'Website van Jifeline',
  },
  notices: {
    'settings-quarantined':
      'Het bestand met de instellingen was beschadigd. Het is opzijgezet en de standaardinstellingen gelden weer.',
    'settings-newer':
      'De instellingen zijn door een nieuwere versie van het programma geschreven. Een kopie is opzijgezet; wat deze versie kent, geldt.',
    'settings-unusable':
      'Het bestand met de instellingen is niet te gebruiken en niet opzij te zetten, en blijft zoals het is. Wijzigingen gelden tot het programma stopt: vraag de beheerder van deze pc.',
    'database-quarantined':
      'Het bestand met de tickets was beschadigd of ontbrak. Er was niets meer van te lezen en er is geen bruikbare back-up, dus wat erin stond ontbreekt hier. Wat beschadigd was is opzijgezet, niet verwijderd: vraag wie deze pc beheert.',
    'database-restored':
      'Het bestand met de tickets was beschadigd of ontbrak. Een back-up vervangt het, met alles wat nog leesbaar was. Wat sinds die back-up is geschreven kan ontbreken, en wat sindsdien verzonden kan zijn is gemarkeerd: zoek het op bij Jifeline voordat je opnieuw voor dezelfde auto bestelt. Wat beschadigd was is opzijgezet, niet verwijderd.',
    'database-salvaged':
      'Het bestand met de tickets was beschadigd en er was geen bruikbare back-up. Wat nog leesbaar was staat hier; de rest ontbreekt. Wat verzonden kan zijn is gemarkeerd: zoek het op bij Jifeline voordat je opnieuw voor dezelfde auto bestelt. Het beschadigde bestand is opzijgezet, niet verwijderd: vraag wie deze pc beheert.',
    'database-put-back':
      'Iemand heeft een back-up op de plaats van de tickets gezet. Wat sinds die back-up is geschreven ontbreekt hier, en wat sindsdien verzonden kan zijn is gemarkeerd: zoek het op bij Jifeline voordat je opnieuw voor dezelfde auto bestelt.',
    'database-copied':
      'De tickets hier zijn een kopie van een gegevensmap die elders in gebruik kan zijn. Wat erin wachtte, en de concepten erin, kan ook daar worden verzonden: bekijk elk ticket voordat je het verzendt.',
    'database-older':
      'De tickets hier zijn teruggezet van een eerdere dag. Wat sindsdien verzonden kan zijn is gemarkeerd, en wat sindsdien is geschreven ontbreekt: zoek het op bij Jifeline voordat je iets opnieuw verzendt.',
    'workshop-restored':
      'Het bestand met de namen en sjablonen van de werkplaats was beschadigd of ontbrak. Een back-up vervangt het, met alles wat nog leesbaar was: wat sindsdien is toegevoegd kan ontbreken. Wat beschadigd was is opzijgezet, niet verwijderd.',
    'workshop-salvaged':
      'Het bestand met de namen en sjablonen van de werkplaats was beschadigd en er was geen bruikbare back-up. Wat nog leesbaar was staat hier; de rest ontbreekt. Het beschadigde bestand is opzijgezet, niet verwijderd: vraag wie deze pc beheert.',
    'workshop-quarantined':
      'Het bestand met de namen en sjablonen van de werkplaats was beschadigd of ontbrak. Er was niets meer van te lezen en er is geen bruikbare back-up. Wat beschadigd was is opzijgezet, niet verwijderd: vraag wie deze pc beheert.',
    'workshop-put-back':
      'Iemand heeft een back-up op de plaats van de namen en sjablonen van de werkplaats gezet. Wat sinds die back-up is toegevoegd ontbreekt hier.',
    'backup-failed':
      'Er kon geen back-up van de tickets worden gemaakt, en er is geen back-up van vandaag of gisteren. Ze zijn zo veilig als deze schijf: vraag wie deze pc beheert; de schijf kan vol zijn.',
    'workshop-backup-failed':
      'Er kon geen back-up van de namen en sjablonen van de werkplaats worden gemaakt, en er is geen back-up van vandaag of gisteren. Ze zijn zo veilig als deze schijf: vraag wie deze pc beheert; de schijf kan vol zijn.',
  },
  catalogueFile: {
    title: 'Catalogus',
    none: 'Er staat nog geen catalogus op deze pc.',
    noneHelp:
      'Met een catalogus kies je voertuigen en producten op naam, ook offline. Tot dan typ je hun id’s. Vraag Jifeline om een bestand.',
    source: 'Bron',
    asOf: 'Stand van',
    importedAt: 'Geïmporteerd',
    models: 'Modellen',
    variants: 'Varianten',
    products: 'Producten',
    import: 'Importeer een catalogus…',
    importing: 'De catalogus wordt gelezen',
    meanwhile: 'De huidige blijft in gebruik tot de nieuwe compleet is.',
    imported: 'De catalogus is geïmporteerd.',
    refused: (file, count) =>
      `${file} is niet geïmporteerd: ${count === 1 ? 'één probleem' : `${count}${count < 20 ? '' : ' of meer'} problemen`}`,
    stays: 'Er is niets van gebruikt. De catalogus die er was, blijft zoals hij was.',
    stillNone: 'Er is niets van gebruikt. Er is nog steeds geen catalogus; id’s kun je typen.',
    problems: 'Wat er mis is met het bestand',
    line: (number) => `Regel ${number}`,
    tellAuthor: 'Geef dit door aan wie het bestand heeft gemaakt.',
    fromService:
      'Ook de dienst wordt gevraagd welke productgroepen en bundels een gekozen voertuig kan hebben.',
  },
  catalogueProblem: {
    unreadable: (detail) => `Het bestand is er niet of kan niet worden gelezen (${detail}).`,
    too_large: (detail) => `Het bestand is groter dan ${details.figures(detail)} MiB.`,
    not_utf8: (detail) => notText(details.fault(detail)),
    nul: (detail) => notText(details.fault(detail)),
    not_json: (detail) =>
      `Vanaf hier is het geen geldige JSON, of het bestand houdt te vroeg op.${detail === '' ? '' : ` Hier staat ${detail}.`}`,
    other_format: (detail) =>
      `Dit is een ander soort bestand, of een andere versie ervan. Hier hoort: ${detail}.`,
    missing_key: () => 'Deze sleutel ontbreekt.',
    unknown_key: () => 'Deze sleutel is onbekend. Is hij verkeerd gespeld?',
    key_twice: () => 'Deze sleutel staat er twee keer.',
    wrong_type: (detail) => `Hier hoort een ander soort waarde: ${details.type(detail)}.`,
    wrong_value: (detail) => `Deze waarde mag niet. Toegestaan: ${details.allowed(detail)}.`,
    id_twice: (detail) => `Een ander item heeft het id ${detail} al.`,
    no_such_id: (detail) => {
      const { list, id } = details.missing(detail);
      return `Het id ${id} staat niet in de lijst ${list}.`;
    },
    negative_price: () => 'Een prijs kan niet lager dan nul zijn.',
    wrong_currency: () => 'Dit is geen valuta van ISO 4217, of het product heeft twee valuta’s.',
    too_many: (detail) => {
      const { most, references } = details.limit(detail);
      return references
        ? `Meer dan ${most} items noemen iets wat pas verderop in het bestand komt.`
        : `Deze lijst heeft meer dan ${most} items.`;
    },
    entry_too_large: (detail) => `Dit item is langer dan ${details.kibibytes(detail)} KiB.`,
  },
  shortcuts: {
    title: 'Toetsen',
    show: 'Toon alle toetsen',
    or: 'of',
    scan: 'Een gescand VIN komt vanzelf in het juiste veld, waar de focus ook is.',
    key: { command: 'Ctrl', Enter: 'Enter', Escape: 'Esc' },
    groups: { ticket: 'Het ticket op het scherm', tickets: 'Je tickets', window: 'Het venster' },
    does: {
      send: 'Verzend het ticket',
      usualAnswers: 'Antwoord zoals gewoonlijk',
      template: 'Gebruik sjabloon 1 tot en met 9',
      nextField: 'Volgend veld',
      newTicket: 'Nieuw ticket',
      search: 'Zoek in tickets',
      settings: 'Instellingen',
      keys: 'Toon de toetsen',
      close: 'Sluit een paneel',
    },
  },
  close: 'Sluit',
  dismiss: 'Begrepen',

  /** What is beyond the code of a failure. */
  notText,
  wrongSign: (place, about) =>
    `Dit teken komt in geen token voor: teken ${place} is ${about}. Er is niets verzonden`,

  error: {
    'bridge.invalid_input': {
      title: 'Dat was niet te begrijpen',
      help: 'Er is niets veranderd. Controleer wat je hebt ingevuld.',
    },
    'bridge.refused': {
      title: 'Het programma weigerde dit',
      help: 'Er is niets veranderd. Start het programma opnieuw.',
    },
    internal: {
      title: 'Er ging iets mis in het programma',
      help: 'Wat bewaard was, is er nog. Probeer het opnieuw; blijft het zo, start dan het programma opnieuw.',
    },
    'ticket.not_found': { title: 'Dit ticket is hier niet meer', help: 'Open het opnieuw vanuit de lijst.' },
    'ticket.changed_meanwhile': {
      title: 'Het ticket is intussen veranderd',
      help: 'Je ziet nu de nieuwste stand. Probeer het opnieuw.',
    },
    'ticket.not_possible_now': {
      title: 'Dat kan nu niet',
      help: 'Het ticket is al verder. Er is niets veranderd.',
    },
    'ticket.number_taken': {
      title: 'Dit nummer hoort bij een ander ticket',
      help: 'Er is niets veranderd. Zoek het nummer nog eens op: bij twee tickets opgegeven, zou één ervan nooit worden verzonden.',
    },
    'ticket.incomplete': {
      title: 'Er ontbreekt nog iets',
      help: 'Vul in wat gemarkeerd is en verzend dan opnieuw. Wat je typte is bewaard.',
    },
    'storage.full': {
      title: 'De schijf is vol',
      help: 'De laatste wijziging is NIET bewaard, maar staat nog op het scherm. Maak ruimte op de schijf en bewaar dan opnieuw.',
    },
    'storage.failed': {
      title: 'Het ticket kon niet worden bewaard',
      help: 'De laatste wijziging is NIET bewaard, maar staat nog op het scherm. Probeer het opnieuw.',
    },
    'storage.damaged': {
      title: 'Het bestand met de tickets is beschadigd',
      help: 'De laatste wijziging is NIET bewaard. Sluit het programma en start het opnieuw: het herstelt het bestand met wat nog leesbaar is en met de laatste back-up.',
    },
    'import.not_readable': {
      title: 'Dat is geen bestand met concepten',
      help: 'Er is niets geïmporteerd en hier is niets veranderd. Kies een bestand dat dit programma heeft geëxporteerd.',
    },
    'import.not_text': {
      title: 'Het bestand kan niet als tekst worden gelezen',
      help: 'Er is niets geïmporteerd en hier is niets veranderd. Sla het bestand op als UTF-8, of exporteer de concepten opnieuw.',
    },
    'export.failed': {
      title: 'De concepten konden niet worden weggeschreven',
      help: 'Ze zijn hier allemaal nog. Kies een andere plek voor het bestand.',
    },
    'export.too_large': {
      title: 'De concepten passen niet in één bestand',
      help: 'Er is niets weggeschreven en ze zijn hier allemaal nog. In een bestand past 64 MB: kort in wat per ongeluk is geplakt, of gooi concepten weg die niemand nodig heeft.',
    },
    'queue.blocked': {
      title: 'Een ander ticket gaat voor',
      help: 'Een eerder ticket van deze connector moet eerst worden afgehandeld. Dit ticket is bewaard en wacht.',
    },
    'queue.other_account': {
      title: 'Vrijgegeven met een andere login',
      help: 'Het is bewaard. Klik op Verzend nu om het met de huidige login te verzenden.',
    },
    'net.dns': {
      title: 'Geen verbinding: de naam van de dienst is niet gevonden',
      help: 'Er is niets verzonden en het ticket is bewaard. Controleer de internetverbinding.',
    },
    'net.refused': {
      title: 'Geen verbinding: de dienst weigerde die',
      help: 'Er is niets verzonden en het ticket is bewaard.',
    },
    'net.unreachable': {
      title: 'Geen internetverbinding',
      help: 'Er is niets verzonden en het ticket is bewaard. Controleer het netwerk.',
    },
    'net.connect_timeout': {
      title: 'Geen verbinding: geen antwoord op tijd',
      help: 'Er is niets verzonden en het ticket is bewaard. Controleer het netwerk.',
    },
    'net.connect_failed': {
      title: 'De verbinding brak af voordat er iets verzonden was',
      help: 'Er is niets verzonden en het ticket is bewaard.',
    },
    'net.certificate': {
      title: 'Het certificaat van de dienst wordt niet vertrouwd',
      help: 'Voor de veiligheid is er niets verzonden. Controleer datum en tijd van deze pc; soms moet het certificaat van een proxy worden geïnstalleerd. Vraag de beheerder van deze pc.',
    },
    'net.proxy_auth': {
      title: 'De proxy vraagt om in te loggen',
      help: 'Er is niets verzonden en het ticket is bewaard. Vraag de netwerkbeheerder.',
    },
    'net.proxy': {
      title: 'Geen verbinding via de proxy',
      help: 'Er is niets verzonden en het ticket is bewaard. Controleer de proxy-instellingen van het systeem.',
    },
    'net.proxy_settings': {
      title: 'Het systeem zegt niet hoe het internet bereikbaar is',
      help: 'Er is niets verzonden en het ticket is bewaard. De proxy-instellingen of een proxyscript antwoorden niet: vraag wie het netwerk beheert.',
    },
    'net.throttled': {
      title: 'De dienst vraagt om te wachten',
      help: 'Het ticket is nog niet aangenomen; het is bewaard.',
    },
    'doubt.restored': {
      title: 'Teruggehaald: misschien intussen verzonden',
      help: 'Het komt uit een back-up, een gekopieerde map, van een eerdere dag of uit een bestand met concepten. Ga het na bij Jifeline voordat je het verzendt.',
    },
    'doubt.connection_lost': {
      title: 'De verbinding brak af tijdens het verzenden',
      help: 'De aanvraag was al vertrokken; er kwam geen antwoord.',
    },
    'doubt.timeout': {
      title: 'Er kwam niet op tijd antwoord',
      help: 'De aanvraag was al vertrokken; de dienst kan het ticket toch hebben aangemaakt.',
    },
    'doubt.server_error': {
      title: 'De dienst had een storing',
      help: 'Het ticket kan daarvoor al zijn aangemaakt.',
    },
    'doubt.unexpected_answer': {
      title: 'Het antwoord was niet te begrijpen',
      help: 'Misschien kwam er een inlogpagina van het netwerk tussen.',
    },
    'doubt.interrupted': {
      title: 'Het programma stopte tijdens het verzenden',
      help: 'Het is niet bekend of de aanvraag is aangekomen.',
    },
    'api.rejected': {
      title: 'Geweigerd',
      help: 'De dienst heeft het ticket geweigerd; het is niet aangemaakt. Pas het aan en verzend het opnieuw.',
    },
    'api.redirected': {
      title: 'De dienst verwees door naar een ander adres',
      help: 'Dat wordt nooit gevolgd, om je login te beschermen. Het ticket is niet aangemaakt. Controleer het adres in het deployment-bestand.',
    },
    'api.connector_pending': {
      title: 'Voor deze connector staat al een ticket open',
      help: 'Een connector kan maar één ticket tegelijk hebben.',
    },
    'auth.required': {
      title: 'Log in om te verzenden',
      help: 'Er is niets verloren: het ticket wacht en gaat vanzelf weg zodra je bent ingelogd.',
    },
    'auth.refused': {
      title: 'Inloggen is geweigerd',
      help: 'Controleer wat je hebt ingevuld. Je tickets zijn bewaard.',
    },
    'auth.method_disabled': {
      title: 'Deze manier van inloggen staat uit',
      help: 'Gebruik de andere, of vraag de beheerder van deze pc.',
    },
    'auth.unexpected_answer': {
      title: 'Inloggen is niet gelukt',
      help: 'De dienst gaf een onverwacht antwoord. Probeer het later opnieuw.',
    },
    'auth.not_renewed': {
      title: 'De login kon nu niet worden verlengd',
      help: 'Er is niets verzonden en het ticket is bewaard. De inlogdienst gaf geen goed antwoord.',
    },
    'auth.cancelled': { title: 'Het inloggen is afgebroken', help: 'Er is niets veranderd.' },
    'auth.timed_out': {
      title: 'Er kwam niemand terug uit de browser',
      help: 'Na vijf minuten is het programma gestopt met wachten. Je tickets zijn bewaard. Begin opnieuw als je zover bent.',
    },
    'auth.denied': {
      title: 'Het inloggen is afgewezen',
      help: 'Iemand heeft bij de inlogdienst nee gezegd. Je tickets zijn bewaard. Begin opnieuw om ja te zeggen.',
    },
    'auth.response_invalid': {
      title: 'Het antwoord hoorde niet bij deze login',
      help: 'Voor de veiligheid is het niet gebruikt en is er niets van bewaard. Begin opnieuw, en sluit oudere inlogpagina’s in de browser.',
    },
    'auth.code_expired': {
      title: 'De code is verlopen',
      help: 'Hij is niet op tijd ingevuld. Je tickets zijn bewaard. Vraag een nieuwe.',
    },
    'auth.not_offered': {
      title: 'De inlogdienst biedt deze manier niet aan',
      help: 'Gebruik een andere manier, of vraag de beheerder van deze pc.',
    },
    'auth.wrong_issuer': {
      title: 'Een andere inlogdienst gaf antwoord',
      help: 'Het is niet die uit het deployment-bestand, dus er is niets naartoe gestuurd. Vraag de beheerder van deze pc.',
    },
    'auth.misconfigured': {
      title: 'De inlogdienst kent dit programma niet',
      help: 'De client-id of de scopes in het deployment-bestand kloppen niet. Je tickets zijn bewaard. Vraag de beheerder van deze pc.',
    },
    'auth.browser_failed': {
      title: 'De browser kon niet worden geopend',
      help: 'Kopieer de link en open hem in een browser op deze pc.',
    },
    'auth.listener_failed': {
      title: 'Het antwoord van de browser kan niet worden ontvangen',
      help: 'Deze pc laat het programma er niet op wachten. Gebruik de code, of vraag de beheerder van deze pc.',
    },
    'auth.account_gone': {
      title: 'Deze login wordt hier niet meer bewaard',
      help: 'Verder is er niets veranderd. Log er opnieuw mee in.',
    },
    'keychain.absent': {
      title: 'Deze pc heeft geen sleutelbos',
      help: 'De login geldt tot het programma stopt en wordt nergens opgeslagen. Installeer op Linux een Secret Service zoals gnome-keyring en probeer het dan opnieuw.',
    },
    'keychain.not_set_up': {
      title: 'Er is nog geen sleutelbos ingesteld',
      help: 'Maak er een in het programma voor wachtwoorden en sleutels van deze pc, of meld je af bij de pc en met je wachtwoord weer aan; probeer het dan opnieuw. Tot die tijd geldt een login tot het programma stopt en wordt hij nergens opgeslagen.',
    },
    'keychain.locked': {
      title: 'De sleutelbos is vergrendeld',
      help: 'Ontgrendel hem en probeer het dan opnieuw. Tot die tijd geldt een login tot het programma stopt en wordt hij nergens opgeslagen.',
    },
    'keychain.timeout': {
      title: 'De sleutelbos antwoordt niet',
      help: 'Misschien stelt hij een vraag achter dit venster: kijk of die er staat en probeer het dan opnieuw. Tot die tijd geldt een login tot het programma stopt.',
    },
    'keychain.denied': {
      title: 'De sleutelbos weigerde dit programma',
      help: 'Sta het toe in de sleutelbos en probeer het dan opnieuw. Tot die tijd geldt een login tot het programma stopt en wordt hij nergens opgeslagen.',
    },
    'keychain.corrupt': {
      title: 'De login in de sleutelbos is beschadigd',
      help: 'Hij is niet te gebruiken. Log opnieuw in: dat vervangt hem. Je tickets zijn bewaard.',
    },
    'keychain.failed': {
      title: 'De sleutelbos had een storing',
      help: 'Probeer het opnieuw. Tot het lukt geldt een login tot het programma stopt en wordt hij nergens opgeslagen.',
    },
    'connector.invalid_id': {
      title: 'Een connector-id heeft alleen cijfers',
      help: 'Hij staat op de connector.',
    },
    'connector.invalid_uuid': {
      title: 'Dit is geen UUID',
      help: 'Hij ziet eruit als ca09a970-6519-4280-b6a6-65727e2894e3. Controleer wat je hebt ingevuld.',
    },
    'connector.unknown_port': {
      title: 'Deze poort is er niet meer',
      help: 'Sluit de connector opnieuw aan.',
    },
    'catalogue.storage': {
      title: 'De catalogus kan niet worden gelezen',
      help: 'Typ de id’s, of importeer de catalogus opnieuw. Je tickets en je eigen namen blijven zoals ze zijn.',
    },
    'catalogue.file_refused': {
      title: 'Deze catalogus is niet te gebruiken',
      help: 'Er is niets veranderd: de catalogus die er was, blijft. Geef wat er mis is door aan wie het bestand heeft gemaakt.',
    },
    'catalogue.busy': {
      title: 'Er wordt al een catalogus gelezen',
      help: 'Wacht tot dat klaar is en probeer het dan opnieuw.',
    },
    'template.not_found': {
      title: 'Deze sjabloon is er niet meer',
      help: 'Er is niets veranderd. Kies een andere.',
    },
    'template.empty': {
      title: 'Er is nog niets om als sjabloon te bewaren',
      help: 'Voeg minstens één product aan het ticket toe en bewaar dan de sjabloon.',
    },
    'template.name_taken': {
      title: 'Een andere sjabloon heeft deze naam',
      help: 'Er is niets bewaard. Kies een andere naam.',
    },
    'templates.too_many': {
      title: 'Er zijn te veel sjablonen',
      help: 'Er is niets bewaard. Verwijder er een die niemand gebruikt en probeer het dan opnieuw.',
    },
    'template.no_room': {
      title: 'Dat is meer dan in één ticket past',
      help: 'Er is niets ingevuld: in een ticket passen hooguit 200 producten. Gebruik een nieuw ticket.',
    },
    'template.storage': {
      title: 'De sjablonen kunnen niet worden gelezen of bewaard',
      help: 'De laatste wijziging is NIET bewaard. Je tickets blijven zoals ze zijn. Probeer het opnieuw.',
    },
    'settings.not_saved': {
      title: 'De instelling kon niet worden bewaard',
      help: 'Ze geldt tot het programma stopt.',
    },
  },

  ago: {
    now: 'zojuist',
    minutes: (count) => `${count} min geleden`,
    hours: (count) => `${count} uur geleden`,
    days: (count) => (count === 1 ? 'gisteren' : `${count} dagen geleden`),
  },
};
