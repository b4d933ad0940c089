import type { FormField } from '../../preload/contract/ticket.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import { detailsIn } from './catalogue-details.ts';
import { chosenFromList } from './en.ts';
import type { Texts } from './texts.ts';

const kept = 'Le ticket est conservé sur ce PC.';
const unsent = 'Rien n’a été envoyé et le ticket est conservé.';
const ask = 'Adressez-vous au responsable de ce PC.';
const ticketsKept = 'Vos tickets sont conservés.';
const thisSession =
  'D’ici là, une identification ne vaut que jusqu’à la fermeture du programme et n’est écrite nulle part.';

/** In French 0 and 1 are singular. */
const number = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

const field: Readonly<Record<FormField, string>> = {
  vin: 'VIN',
  vehicle_model_id: 'Modèle du véhicule',
  vehicle_model_variant_id: 'Version',
  connector_id: 'ID du connecteur',
  product_ids: 'Produits',
  product_prerequisites: 'Avant de commencer',
  voucher: 'Code promo',
  reference: 'Référence',
  prepared_ticket_id: 'ID du ticket préparé',
  confirmed_unattended_service: 'Service sans opérateur',
};

const required: Readonly<Record<FormField, string>> = {
  vin: 'Saisissez le VIN',
  vehicle_model_id: 'Choisissez le modèle',
  vehicle_model_variant_id: 'Choisissez la version',
  connector_id: 'Saisissez l’ID du connecteur',
  product_ids: 'Ajoutez au moins un produit',
  product_prerequisites: 'Saisissez les réponses',
  voucher: 'Saisissez le code promo',
  reference: 'Saisissez la référence',
  prepared_ticket_id: 'Saisissez l’ID du ticket préparé',
  confirmed_unattended_service: 'Donnez votre accord pour le service sans opérateur',
};

const notChecked = 'Impossible à contrôler sur ce PC.';

const finding: Texts['finding'] = {
  cable: {
    title: 'Le câble ou le port USB',
    seen: {
      ok: (names) => `Vu sur ce PC\u00a0: ${names}. Le câble transmet des données.`,
      problem: () => 'Rien du tout n’est branché aux ports USB de ce PC.',
      unknown: () => 'Les ports sont surveillés\u00a0: rien de nouveau n’est apparu.',
    },
    steps: [
      'Débranchez le câble du PC, puis rebranchez-le. Ce qui apparaît est dit ici.',
      'Rien n’apparaît\u00a0: prenez un autre câble. Un câble qui ne fait que charger a le même aspect.',
      'Prenez un autre port USB, sur le PC même et non sur un hub.',
    ],
  },
  car: {
    title: 'Le véhicule ne l’alimente pas',
    seen: { unknown: () => 'Impossible à contrôler d’ici\u00a0: regardez le connecteur.' },
    steps: ['Enfoncez le connecteur à fond dans la prise du véhicule.', 'Mettez le contact.'],
  },
  driver: {
    title: 'Un pilote manque',
    seen: {
      ok: () => 'Aucun appareil USB n’est sans pilote.',
      problem: (names) => `N’a pas de pilote\u00a0: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `N’a pas de pilote, mais peut être autre chose\u00a0: ${names}.`,
    },
    steps: [
      `Installez le pilote qui va avec le connecteur. ${ask}`,
      'La commande montre ce que le système sait\u00a0: sous Windows un tel appareil porte une marque jaune, sous Linux il n’y a rien après «\u00a0Driver=\u00a0».',
    ],
  },
  'no-profile': {
    title: 'Il n’est pas connu comme connecteur',
    seen: {
      ok: () => 'Aucun appareil série inconnu n’est branché.',
      problem: (names) =>
        `Branché à l’instant, et aucun profil de connecteur ne lui correspond\u00a0: ${names}.`,
      unknown: (names) =>
        names === ''
          ? notChecked
          : `Aucun profil de connecteur ne correspond à\u00a0: ${names}. C’est peut-être un autre équipement.`,
    },
    steps: [
      'Si c’est le connecteur, son profil manque\u00a0: donnez son nom au responsable de ce PC.',
      'Ce qui n’a pas de profil n’est jamais ouvert, car c’est peut-être un autre équipement. En attendant, saisissez l’ID à la main.',
    ],
  },
  brltty: {
    title: 'brltty l’a pris',
    seen: {
      ok: () => 'brltty n’est pas en marche.',
      problem: (names) =>
        `brltty est en marche, et un programme tient cet appareil sans passer par son pilote\u00a0: ${names}.`,
      unknown: (names) =>
        names === '' ? notChecked : `${names} est en marche. Ce qu’il tient, le système ne le dit pas.`,
    },
    steps: [
      'brltty sert aux afficheurs braille et peut prendre un connecteur pour l’un d’eux. Si personne ici n’en a besoin, arrêtez-le avec la commande.',
      'Puis débranchez le câble et rebranchez-le.',
    ],
  },
  'modem-manager': {
    title: 'ModemManager l’essaie',
    seen: {
      ok: () => 'ModemManager n’est pas en marche.',
      unknown: (names) =>
        names === '' ? notChecked : `${names} est en marche. S’il tient le port, le système ne le dit pas.`,
    },
    steps: [
      'Il cherche un modem sur chaque nouveau port série. Attendez un instant\u00a0: ce qui n’est pas un modem, il le relâche d’ordinaire.',
      'S’il ne le relâche pas, la commande l’arrête jusqu’au prochain démarrage du PC.',
    ],
  },
  'port-in-use': {
    title: 'Un autre programme a ouvert le port',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Un autre programme le tient\u00a0; le système ne dit pas lequel.'
          : `L’a ouvert\u00a0: ${names}.`,
      unknown: () => 'Aucun autre programme n’est connu pour l’avoir ouvert.',
    },
    steps: ['Fermez les programmes de diagnostic et de terminal, ou faites-les se déconnecter.'],
  },
  refused: {
    title: 'Le pilote n’ouvre pas le port',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Le système ne donne pas de raison.'
          : `Raison donnée par le système\u00a0: numéro ${names}.`,
      unknown: () => notChecked,
    },
    steps: [
      'Débranchez le câble du PC et rebranchez-le, sur un autre port USB.',
      'Prenez un autre câble.',
      'Si rien ne change, il faut un autre pilote. Dites-le au responsable de ce PC, avec le numéro.',
    ],
  },
  'serial-number': {
    title: 'Son numéro de série USB n’est pas un ID de connecteur',
    seen: {
      problem: () => 'Le profil cherche l’ID dans le numéro de série USB, et il n’y en a pas.',
      unknown: () => notChecked,
    },
    steps: [
      'Saisissez l’ID à la main\u00a0: il est inscrit sur le connecteur.',
      'Dites au responsable de ce PC\u00a0: le profil de connecteur est pour un autre appareil, ou le pilote ne transmet pas le numéro de série.',
    ],
  },
  rights: {
    title: 'Vous ne pouvez pas utiliser ce port',
    seen: {
      problem: (names) =>
        names === ''
          ? 'Le système vous refuse ce port.'
          : `Il est réservé au groupe ${names}, dont vous ne faites pas partie.`,
      unknown: () => notChecked,
    },
    steps: [
      'Un administrateur de ce PC peut vous donner ce droit. Si une commande est affichée, elle fait exactement cela.',
      'Ensuite, fermez puis rouvrez votre session sur le PC\u00a0: alors seulement cela compte.',
    ],
  },
  'sign-in-again': {
    title: 'Rouvrez votre session sur le PC',
    seen: {
      problem: (names) =>
        `Vous faites maintenant partie du groupe ${names}, mais cette session a commencé avant.`,
      unknown: () => notChecked,
    },
    steps: [`Fermez puis rouvrez votre session sur le PC. ${ticketsKept}`],
  },
  speed: {
    title: 'La vitesse du profil est fausse',
    seen: {
      problem: () => 'Des caractères arrivent, mais aucune réponse.',
      unknown: () => 'Rien n’a été reçu\u00a0: impossible à dire.',
    },
    steps: [
      'Dites-le au responsable de ce PC\u00a0: baudRate dans le profil de connecteur doit être celui du connecteur.',
    ],
  },
};

const details = detailsIn('fr', {
  types: {
    number: 'un nombre',
    string: 'du texte entre guillemets',
    boolean: 'true ou false',
    list: 'une liste entre [ ]',
    object: 'une entrée entre { }',
  },
  whole: 'un nombre entier',
  notEmpty: 'un texte qui n’est pas vide',
  uuid: 'un UUID',
  date: (like) => `une date comme ${like}`,
  atLeast: (number) => `${number} ou plus`,
  atMost: (number) => `${number} ou moins`,
  characters: (most) => `un texte de ${most} caractères au plus`,
  entries: (most) => `une liste de ${most} entrées au plus`,
  between: (from, to) => `de ${from} à ${to}`,
  oneOf: (choices) => `au choix ${choices}`,
});

/** Why a file is no text, and where that shows. */
function notText({ why, encoding, offset, line, column }: NotText): string {
  const what = {
    encoding:
      encoding === null
        ? 'Le fichier n’est pas en UTF-8, et son encodage est inconnu'
        : `Le fichier n’est pas en UTF-8\u00a0: il semble être en ${encoding}`,
    broken: `Le fichier est endommagé\u00a0: certains octets ne sont pas du ${encoding ?? 'texte'}`,
    nul: 'Le fichier est endommagé\u00a0: il contient un caractère NUL',
  };
  const place = `ligne ${line}, colonne ${column}, octet ${offset}`;
  return `${what[why]} (${place}). Enregistrez-le en UTF-8.`;
}

/** What belongs into a field, and which sign does not; `about` is empty where nobody can say one. */
const withSign = (text: string, found: number, about: string): string =>
  about === '' ? text : `${text}. Le caractère ${found} est autre chose\u00a0: ${about}`;

/** Every text of the window in French. */
export const fr: Texts = {
  appName: 'Jifeline Workshop',
  noBridge: {
    title: 'La fenêtre n’arrive pas à joindre le programme',
    help: 'Fermez Jifeline Workshop et relancez-le. Rien de ce qui était enregistré n’est perdu.',
  },

  rail: {
    label: 'Tickets',
    newTicket: 'Nouveau ticket',
    list: 'Vos tickets',
    empty: 'Vos tickets s’affichent ici. Rien ne se perd si le programme ou Internet s’arrête.',
    noVin: 'VIN à saisir',
    more: 'Tickets plus anciens',
    search: 'Chercher',
    searchLabel: 'Chercher un VIN, une référence, un connecteur ou un numéro de ticket',
    filters: {
      all: 'Tous',
      'needs-you': 'À traiter',
      waiting: 'En attente',
      drafts: 'Brouillons',
      done: 'Envoyés',
    },
    filterLabel: 'Quels tickets',
    nothingFound: 'Aucun ticket trouvé.',
  },
  sameToday: {
    car: 'Ce véhicule a déjà un ticket aujourd’hui',
    connector: 'Ce connecteur a déjà un ticket aujourd’hui',
  },
  counts: {
    needsYou: (count) => `${count} à traiter`,
    waiting: (count) => `${count} en attente`,
  },

  state: {
    draft: 'Brouillon',
    queued: 'En attente d’envoi',
    sending: 'Envoi…',
    created: 'Envoyé',
    rejected: 'Refusé',
    held: 'Connecteur occupé',
    unconfirmed: 'Peut-être déjà envoyé',
    confirm: 'À vérifier avant l’envoi',
    discarded: 'Abandonné',
  },
  signInToSend: 'Identifiez-vous pour envoyer',
  sentNumber: (id) => `Envoyé, nº\u00a0${id}`,

  field,

  issue: {
    required: (name) => required[name],
    'vin.length': (_field, found) =>
      `Un VIN a 17 caractères\u00a0; celui-ci en a ${found}\u00a0: ${Math.abs(17 - found)} de ${found < 17 ? 'moins' : 'trop'}`,
    'vin.lookalike': (_field, found, about) =>
      `Le caractère ${found} est la lettre ${about}\u00a0: est-ce un ${about === 'I' ? '1' : '0'}\u00a0? Un VIN n’a ni I, ni O, ni Q`,
    'vin.characters': (_field, found, about) =>
      `Le caractère ${found} est ${about}\u00a0: un VIN n’a que les lettres de A à Z et des chiffres`,
    'vin.frame_number': () =>
      'Pas un VIN\u00a0: on dirait un numéro de châssis japonais. Comparez avec le véhicule',
    'vin.digits': () =>
      'Des chiffres seulement\u00a0: peut-être un numéro d’ordre ou d’article. Comparez avec le véhicule',
    'vin.no_car': () => 'Aucun véhicule n’a ce numéro. Un calculateur jamais programmé peut l’indiquer',
    'vin.control': (_field, found) =>
      `Le caractère ${found} est invisible et ne peut pas être envoyé\u00a0: retirez-le`,
    'vin.check_digit': () =>
      'Le chiffre de contrôle ne correspond pas. Comparez avec le véhicule\u00a0; vous pouvez envoyer quand même',
    'number.not_whole': (name, found, about) =>
      withSign(
        chosenFromList.includes(name)
          ? 'Choisissez dans la liste ou saisissez l’ID'
          : 'Uniquement des chiffres ici',
        found,
        about,
      ),
    'number.range': () => 'Ce nombre est hors limites',
    'product.twice': () => 'Ce produit est déjà dans la liste',
    'prerequisite.incomplete': () => 'Saisissez l’ID de la question et la réponse',
    'prerequisite.unanswered': (_field, _found, about) =>
      about === '' ? 'Sans réponse' : `Sans réponse\u00a0: ${about}`,
    'consent.unanswered': (_field, _found, about) => `Répondez par oui ou par non. Concerne\u00a0: ${about}`,
    'prerequisite.twice': () => 'Cette question a déjà une réponse\u00a0: retirez l’une des deux',
    'text.long': (_field, found) =>
      `Trop long\u00a0: ${found} caractères au plus. Raccourcissez\u00a0; votre saisie est conservée`,
    'text.not_kept': () => 'Trop long pour être enregistré\u00a0: ce n’est PAS enregistré. Raccourcissez',
    'uuid.format': (_field, found, about) =>
      withSign('Forme attendue\u00a0: ca09a970-6519-4280-b6a6-65727e2894e3', found, about),
    'voucher.unusual': (_field, found, about) =>
      withSign(
        'Un code promo a d’habitude 4 à 8 majuscules et chiffres. Vérifiez-le\u00a0; vous pouvez envoyer quand même',
        found,
        about,
      ),
    'reference.long': () =>
      'Plus de 255 caractères\u00a0: elle risque d’être refusée. Vous pouvez envoyer quand même',
  },

  form: {
    vehicle: 'Véhicule',
    order: 'Commande',
    books: 'Pour votre gestion',
    vinHint: 'Tapez, collez ou scannez-le. Espaces et tirets ne comptent pas.',
    vinCount: (count) => `${count} sur 17`,
    vinRead: 'Lu sur le véhicule',
    vinIsRight: 'C’est juste ainsi',
    vinAsIs: 'Vous avez dit que c’est juste : il part ainsi.',
    vinTold: (told) => `Le véhicule indique ${told}, qui n’est pas un VIN. Comparez avant de l’utiliser.`,
    noUsableVin: (told) =>
      `Le véhicule n’indique aucun VIN utilisable${told === '' ? '.' : `\u00a0: ${told}`}`,
    suggestion: (value) => `Utiliser ${value}`,
    vinDiffers: 'Le connecteur a lu un autre VIN sur le véhicule',
    vinTyped: 'Saisi',
    vinFromCar: 'Lu sur le véhicule',
    useCarVin: 'Utiliser le VIN du véhicule',
    keepVin: 'Garder ma saisie',
    connectorByCable: 'Lu par le câble',
    connectorByHand: 'Saisi à la main',
    connectorDiffers: (id) => `Le connecteur branché est le ${id}`,
    useConnector: (id) => `Utiliser ${id}`,
    removeProduct: (id) => `Retirer le produit ${id}`,
    prerequisites: 'Les réponses aux questions des produits, s’il y en a.',
    addAnswer: 'Ajouter une réponse',
    questionId: 'ID de la question',
    answer: 'Réponse',
    yes: 'Oui',
    no: 'Non',
    text: 'Texte',
    answerText: 'Réponse en texte',
    removeAnswer: (number) => `Retirer la réponse ${number}`,
    referenceHint: 'Pour votre propre gestion\u00a0: une plaque ou un numéro d’OR.',
    optional: 'facultatif',
    more: 'Plus',
    preparedHint: 'Seulement si un ticket a été préparé pour vous.',
  },

  catalogue: {
    models: 'Modèles',
    variants: 'Versions',
    products: 'Produits',
    modelPlaceholder: 'Marque et modèle, ou un ID',
    variantPlaceholder: 'Moteur ou version, ou un ID',
    productPlaceholder: 'Nom du produit ou ID',
    product: (id) => `Produit ${id}`,
    id: (id) => `ID ${id}`,
    useId: (id) => `Utiliser l’ID ${id}`,
    asTyped: 'Tel que saisi',
    unknown: 'Pas dans le catalogue',
    since: (year) => `depuis ${year}`,
    until: (year) => `jusqu’à ${year}`,
    unattended: 'Réalisé sans opérateur',
    chosen: 'Dans la liste',
    more: 'Il y en a d’autres\u00a0: précisez encore.',
    nothingFits: 'Rien ne correspond. Un ID peut toujours être saisi.',
    nothingYet:
      'Pas de catalogue sur ce PC\u00a0: saisissez l’ID. Ce que vous utilisez est proposé ici la fois suivante.',
    modelFirst: 'Choisissez d’abord le modèle, ou saisissez l’ID de la version.',
    vehicleFrom: {
      connector: 'Fourni par le connecteur',
      ticket: 'Repris du dernier ticket de ce véhicule',
    },
    giveName: 'Donner un nom',
    changeName: 'Changer le nom',
    ownName: (id) => `Votre nom pour ${id}`,
    saveName: 'Enregistrer le nom',
    favourites: 'Favoris',
    favourite: (name) => `Favori\u00a0: ${name}`,
    group: 'Groupe de produits',
    allGroups: 'Tous les groupes',
    basket: 'Produits choisis',
    noPrice: 'Prix inconnu',
    net: (amount) => `${amount} HT`,
    gross: (amount) => `${amount} TTC`,
    total: 'Total',
    unpriced: (count) =>
      count < 2
        ? 'sans un produit dont le prix est inconnu'
        : `sans ${count} produits dont le prix est inconnu`,
    priceAsOf: (date) => `Prix au ${date}\u00a0; non vérifiés auprès du service`,
    bundles: (count) => number(count, 'forfait', 'forfaits'),
    bundlesTitle: 'Forfaits',
    bundlesHelp: 'Des produits qui vont ensemble pour ce véhicule.',
    offerFrom: {
      service: (date) => `Selon le service, le ${date}.`,
      catalogue: (date) => `D’après le catalogue du ${date}.`,
      nothing: () => '',
    },
    searchBundles: 'Chercher un forfait',
    block: (position) => `Partie ${position}`,
    nothingOfBlock: 'Aucun de ceux-ci',
    addBundle: 'Ajouter ces produits',
  },
  questions: {
    done: (done, all) => `${done} sur ${all} avec réponse`,
    usual: 'Répondre comme d’habitude',
    tick: 'Fait',
    others: 'Autres réponses',
  },
  /** Asked for and recorded: other words here are another version (docs/consent.md). */
  consent: {
    title: 'Service sans opérateur',
    question: 'Cette commande peut-elle passer par un service sans opérateur\u00a0?',
    needed: (products) => `Réalisé sans opérateur\u00a0: ${products}.`,
    perhaps:
      'Utile seulement pour les produits réalisés sans opérateur. Le programme ne sait pas si c’est le cas ici.',
    yes: 'Oui, j’accepte',
    no: 'Non',
    recorded: (time, account) =>
      account === null ? `Noté le ${time}, personne d’identifié` : `Noté le ${time}, ${account}`,
  },
  templates: {
    title: 'Commandes types',
    all: 'Toutes les commandes types',
    panel: 'Commandes types',
    help: 'Ce que vous commandez sans cesse\u00a0: produits, réponses habituelles et code promo. Les réponses sont proposées, jamais remplies d’office.',
    none: 'Il n’y en a pas encore. Choisissez des produits dans un ticket, puis «\u00a0Enregistrer comme commande type\u00a0».',
    use: 'Utiliser',
    rename: 'Renommer',
    replace: 'Remplacer par cette commande',
    remove: 'Retirer',
    removed: (name) => `«\u00a0${name}\u00a0» a été retirée.`,
    holds: (products, uses) =>
      `${number(products, 'produit', 'produits')}, ${uses === 0 ? 'jamais utilisée' : `utilisée ${uses} fois`}`,
    saveAs: 'Enregistrer comme commande type',
    name: 'Nom de la commande type',
    namePlaceholder: 'p.\u00a0ex. Codage d’attelage',
    save: 'Enregistrer',
  },
  summary: (count) =>
    count === 1 ? 'Un point à corriger' : number(count, 'point à corriger', 'points à corriger'),

  bar: {
    saved: (time) => `Enregistré ${time}`,
    saving: 'Écriture…',
    notSaved: 'NON ENREGISTRÉ',
    saveAgain: 'Enregistrer',
    send: 'Envoyer',
    ready: 'Prêt à envoyer.',
    readySignedOut: 'Vous n’êtes pas identifié\u00a0: on vous le demandera avant l’envoi.',
    incomplete: (fields) => `À compléter avant l’envoi\u00a0: ${fields}.`,
    sendNow: 'Envoyer',
    sending: 'Envoi…',
    numberLabel: 'Numéro du ticket',
    numberUnknown: 'Créé\u00a0; numéro non communiqué',
    copy: 'Copier le numéro',
    copied: 'Copié',
  },

  outcome: {
    created: {
      title: 'Le ticket a été créé',
      help: 'Un opérateur prend le relais. Laissez le connecteur branché.',
    },
    createdByPerson: { title: 'Noté comme créé', help: 'Vous avez confirmé que ce ticket existe.' },
    draft: { title: 'Brouillon', help: '' },
    queued: {
      title: 'En attente d’envoi',
      help: `${kept} Rien n’a encore été envoyé.`,
    },
    sending: {
      title: 'Envoi en cours',
      help: 'En attente de la réponse du service. Cela peut prendre jusqu’à une minute et demie.',
    },
    rejected: {
      title: 'Refusé',
      help: 'Le service a refusé ce ticket\u00a0; il n’a pas été créé. Toute votre saisie est conservée. Corrigez-la et envoyez à nouveau.',
    },
    held: {
      title: 'Connecteur occupé',
      help: `Un ticket est déjà en cours sur ce connecteur, qui n’en prend qu’un à la fois. ${kept} Réessayez quand l’autre sera clos.`,
    },
    unconfirmed: {
      title: 'Peut-être déjà envoyé',
      help: 'Personne ici ne peut savoir si ce ticket a été créé. Il n’est pas renvoyé automatiquement, pour que vous ne soyez pas facturé deux fois. Vérifiez auprès de Jifeline, puis choisissez\u00a0:',
    },
    confirm: {
      title: 'À vérifier avant l’envoi',
      help: `Quelque chose a changé depuis que vous avez rédigé ce ticket. ${kept} Relisez-le avant qu’il parte.`,
    },
    discarded: { title: 'Abandonné', help: 'Ce ticket ne sera pas envoyé.' },
  },

  numberTaken: (number, about, when) => `Le nº ${number} est le ticket ${about}, ${when}.`,

  action: {
    edit: 'Modifier',
    sendNow: 'Envoyer',
    tryAgain: 'Réessayer',
    discard: 'Abandonner',
    deleteDraft: 'Supprimer',
    discarded: (what) => `Abandonné\u00a0: ${what}.`,
    undo: 'Annuler',
    duplicate: 'Le même, autre VIN',
    confirm: 'Envoyer quand même',
    cancel: 'Annuler',
    itIsThere: 'Il existe',
    itIsThereHelp: 'Vous avez trouvé le ticket. Son numéro, si vous le connaissez\u00a0:',
    sendAgain: 'Il n’existe pas\u00a0: renvoyer',
    sendAgainSure:
      'Envoyer une deuxième fois\u00a0? Si le premier existe malgré tout, il y aura deux tickets et deux factures.',
    sendAgainYes: 'Oui, j’ai vérifié\u00a0: renvoyer',
    signIn: 'S’identifier',
    newTicket: 'Nouveau ticket',
    details: 'Détails',
  },
  check: {
    aged: (_was, now) => `Il attend depuis ${now}. Les réponses et l’accord sont-ils toujours bons\u00a0?`,
    'other-connector': (was, now) =>
      `Le connecteur branché est le ${now}\u00a0; le ticket est pour le ${was}.`,
    'other-vin': (was, now) => `Le connecteur lit maintenant ${now}\u00a0; le ticket est pour ${was}.`,
  },
  duration: {
    minutes: (count) => (count === 1 ? 'une minute' : number(count, 'minute', 'minutes')),
    hours: (count) => (count === 1 ? 'une heure' : number(count, 'heure', 'heures')),
    days: (count) => (count === 1 ? 'un jour' : number(count, 'jour', 'jours')),
    unknown: 'une durée inconnue\u00a0: l’horloge de ce PC a été changée',
  },
  next: {
    queued: (when) => `Nouvel essai automatique ${when}.`,
    held: (when) => `Nouvel essai automatique ${when}, ou quand vous le demandez.`,
    unconfirmed: (when) => `La liste du service sera relue ${when}.`,
    soon: 'dans un instant',
    seconds: (count) => `dans ${number(count, 'seconde', 'secondes')}`,
    minutes: (count) => (count === 1 ? 'dans une minute' : `dans ${number(count, 'minute', 'minutes')}`),
  },
  history: {
    title: 'Ce qui s’est passé',
    begun: (number) => `Essai ${number} commencé`,
    ended: {
      created: 'Réponse\u00a0: créé',
      held: 'Réponse\u00a0: un ticket est en cours sur le connecteur',
      unauthorized: 'Réponse\u00a0: non identifié',
    },
    decided: {
      it_is_there: 'Décidé\u00a0: il existe',
      send_again: 'Décidé\u00a0: il n’existe pas, renvoyer',
      confirm: 'Vérifié\u00a0: envoyer quand même',
      discard: 'Abandonné',
      restore: 'Repris',
    },
    looked: 'Trouvé dans la liste du service',
    by: (account) => `par ${account.replace(/^connector-pin:/, 'le connecteur ').replace(/^oidc:/, '')}`,
  },
  serverWords: 'Le service répond',
  status: (status) => `Réponse ${status}`,
  attempts: (count) => (count === 1 ? 'Un essai' : number(count, 'essai', 'essais')),
  facts: {
    uuid: 'UUID',
    chatId: 'ID du chat',
    state: 'Numéro d’état',
    none: '—',
    yes: 'Oui',
    no: 'Non',
  },

  connector: {
    light: 'Connecteur',
    searching: { title: 'Recherche…', help: ['Un instant.'] },
    none: {
      title: 'Introuvable',
      help: ['Branchez le connecteur à ce PC avec son câble de données, et au véhicule.'],
    },
    identifying: { title: 'Trouvé, lecture de l’ID', help: ['Un instant.'] },
    ready: { title: 'Prêt', help: ['Laissez-le branché jusqu’à ce que l’opérateur ait fini.'] },
    busy: {
      title: 'Pris par un autre programme',
      help: ['Le port est réessayé toutes les deux secondes.'],
    },
    'no-permission': {
      title: 'Accès au port refusé',
      help: ['Le système refuse le port à ce programme. Nouvel essai toutes les deux secondes.'],
    },
    refused: {
      title: 'Ne s’ouvre pas',
      help: [
        'Le pilote n’ouvre pas le port\u00a0; le véhicule n’y est pour rien. Nouvel essai toutes les deux secondes. Votre ticket est conservé.',
      ],
    },
    'not-answering': {
      title: 'Ne répond pas',
      help: [
        'Le port est ouvert, mais aucun ID n’est arrivé. La demande est répétée toutes les deux secondes.',
      ],
    },
    unplugged: {
      title: 'Débranché',
      help: ['Rebranchez-le. Votre ticket est conservé.'],
    },
    several: { title: 'Plusieurs branchés', help: ['Choisissez celui qui est dans ce véhicule.'] },
    manual: {
      title: 'ID saisi à la main',
      help: ['Aucun connecteur n’est prêt sur le câble. L’ID que vous avez saisi est utilisé.'],
    },
  },
  heard: {
    nothing: 'Rien n’a été reçu.',
    garbage: 'Seuls des caractères illisibles ont été reçus.',
    'no-serial-number':
      'Son numéro de série USB n’est pas un ID de connecteur\u00a0: on ne sait pas lequel c’est.',
  },
  searchProblem: {
    'list-timeout':
      'Le système ne donne pas la liste de ses ports en ce moment. Les ports connus restent surveillés.',
    'list-failed': 'Le système ne donne pas la liste de ses ports.',
    'serial-missing':
      'La partie du programme qui parle aux ports série n’a pas pu être chargée. Réinstallez le programme, ou saisissez l’ID du connecteur à la main.',
    'udevadm-missing': 'udevadm n’est pas installé\u00a0: les ports sont connus avec moins de détails.',
  },
  finding,
  connectorPanel: {
    title: 'Connecteur',
    whatToDo: 'Que faire',
    retry: 'Contrôler à nouveau',
    choose: 'Utiliser celui-ci',
    byHand: 'Saisir l’ID à la main',
    byHandHelp: 'Il est inscrit sur le connecteur. Un connecteur prêt sur le câble passe en premier.',
    use: 'Utiliser cet ID',
    remove: 'Retirer l’ID saisi à la main',
    showPorts: 'Voir tous les ports',
    noPorts: 'Ce PC n’a aucun port série.',
    matched: 'correspond à un profil de connecteur',
    unmatched: 'pas un connecteur\u00a0: jamais ouvert',
    port: 'Port',
    vin: 'VIN du véhicule',
    vinUnusable:
      'Le véhicule ne donne pas de VIN utilisable\u00a0: saisissez-le. L’ID du connecteur est connu malgré tout.',
    several: 'Plusieurs sont branchés',
    current: 'utilisé ici',
    causes: 'Ce que cela peut être, le plus probable d’abord',
    checking: 'Contrôle en cours…',
    found: (count: number) =>
      count === 0
        ? 'Aucune cause n’est encore certaine. Le contrôle se répète de lui-même.'
        : count === 1
          ? 'Une cause a été trouvée.'
          : `${count} causes ont été trouvées.`,
    command: 'Dans un terminal',
    copy: 'Copier',
    copyCommand: 'Copier la commande',
    copied: 'Copié',
  },

  service: {
    light: 'Service',
    unknown: 'Pas encore contrôlé',
    checking: 'Contrôle…',
    reachable: 'En ligne',
    unreachable: 'Injoignable',
    signedOut: 'Non identifié',
    refused: 'Identifiez-vous',
    sessionOnly: 'Cette session seulement',
    restoring: 'Ouverture du trousseau',
  },
  signIn: {
    title: 'Service',
    signInTitle: 'S’identifier',
    methods: {
      browser: 'Navigateur',
      'device-code': 'Code',
      'connector-pin': 'Connecteur et PIN',
      token: 'Jeton',
    },
    browserHelp:
      'La page d’identification s’ouvre dans le navigateur de ce PC. Le programme ne voit pas ce que vous y saisissez.',
    browserSubmit: 'S’identifier dans le navigateur',
    deviceHelp: 'Vous recevez un code à saisir sur un téléphone ou un autre PC.',
    deviceSubmit: 'Obtenir un code',
    starting: 'Recherche du service d’identification…',
    waiting: 'En attente du navigateur',
    waitingHelp: 'Identifiez-vous sur la page qui s’est ouverte. Cette fenêtre revient d’elle-même.',
    notOpened: 'Copiez le lien et ouvrez-le dans un navigateur sur ce PC.',
    finishing: 'Identification…',
    deviceTitle: 'Saisissez ce code',
    deviceAt: 'Sur un téléphone ou un autre PC, ouvrez',
    deviceUntil: (time) => `Le code est valable jusqu’à ${time}. Cette fenêtre continue d’elle-même.`,
    copyLink: 'Copier le lien',
    linkCopied: 'Copié',
    cancel: 'Annuler',
    connectorId: 'ID du connecteur',
    connectorUuid: 'UUID du connecteur',
    connectorUuidHelp: 'Tel qu’un administrateur vous l’a donné\u00a0; le câble ne le fournit pas.',
    pin: 'PIN',
    token: 'Jeton',
    tokenHelp: 'Tel qu’un administrateur vous l’a donné.',
    submit: 'S’identifier',
    busy: 'Identification…',
    signedInAs: (name) => `Identifié\u00a0: ${name}`,
    connectorName: (id) => `connecteur ${id}`,
    signedInWithToken: 'Identifié par jeton',
    tokenName: 'Jeton collé',
    stays: 'reste identifié',
    untilShort: (time) => `jusqu’à ${time}`,
    renews: 'L’identification se renouvelle d’elle-même tant que le service d’identification l’accepte.',
    until: (time) => `L’identification prend fin le ${time}. Identifiez-vous alors à nouveau.`,
    untilUnknown:
      'La durée dépend du service\u00a0: vous devrez vous identifier à nouveau quand elle sera écoulée.',
    accounts: 'Comptes sur ce PC',
    nobody: 'Personne n’est identifié.',
    inUse: 'Actif',
    use: 'Utiliser',
    useNamed: (name) => `Utiliser ${name}`,
    remove: 'Retirer',
    removeNamed: (name) => `Retirer ${name} de ce PC`,
    another: 'S’identifier avec un autre compte',
    manage: 'S’identifier ou se déconnecter',
    notRenewed:
      'Elle n’est pas renouvelée\u00a0: le service d’identification ne l’a pas permis. Le responsable de ce PC peut changer cela.',
    retryKeychain: 'Réessayer le trousseau',
    undeleted:
      'Le trousseau contient peut-être encore une identification retirée ici. Elle n’est plus utilisée, et sera supprimée dès que le trousseau le permettra.',
    systemWords: 'Le système dit',
    signOut: 'Se déconnecter',
    signOutHelp: 'Qui que ce soit qui se déconnecte, brouillons et tickets restent sur ce PC.',
    keychain: 'L’identification est gardée dans le trousseau de clés de ce PC.',
    sessionOnly:
      'Cette identification vaut jusqu’à la fermeture du programme\u00a0: le trousseau ne l’a pas prise.',
    refused: `Cette identification n’est plus acceptée. Identifiez-vous à nouveau\u00a0; vos tickets sont conservés.`,
    check: 'Contrôler la connexion',
    host: 'Service',
  },

  settings: {
    language: 'Langue',
    languageOfSystem: 'Comme le système',
    title: 'Réglages',
    theme: 'Apparence',
    density: 'Taille des boutons et des champs',
    densities: { normal: 'Normale', workshop: 'Atelier\u00a0: grande, pour les gants' },
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
    device: 'Ce PC',
    deviceHelp: 'Transmis avec chaque ticket, quand le PC ne l’indique pas de lui-même. Peut rester vide.',
    deviceManufacturer: 'Fabricant',
    deviceModel: 'Modèle',
    latitude: 'Latitude',
    longitude: 'Longitude',
    placeHelp: 'Degrés décimaux avec un point, par exemple 51.985104. Les deux ou aucun.',
    wrongPlace: 'Saisissez des degrés décimaux avec un point, comme 51.985104',
    saved: 'Enregistré',
    recheck: 'Revérifier avant l’envoi',
    recheckHelp: 'Un ticket qui a attendu plus longtemps vous est montré avant de partir.',
    recheckHours: (hours) => (hours === 1 ? 'Après une heure' : `Après ${number(hours, 'heure', 'heures')}`),
    drafts: 'Brouillons',
    draftsHelp: 'Tous les brouillons dans un fichier, pour un autre PC ou par sécurité.',
    exportDrafts: 'Exporter les brouillons…',
    importDrafts: 'Importer des brouillons…',
    leftOut: (count) => `${count} ont été laissés de côté, car ils ont pu être envoyés.`,
    exported: (count) =>
      count === 1 ? 'Un brouillon exporté.' : `${number(count, 'brouillon exporté', 'brouillons exportés')}.`,
    imported: (added, known) =>
      `${added === 1 ? 'Un brouillon importé' : number(added, 'brouillon importé', 'brouillons importés')}\u00a0; ${number(known, 'était déjà là', 'étaient déjà là')}.`,
    about: 'À propos',
    version: (version) => `Version ${version}`,
    website: 'Site de Jifeline',
  },
  notices: {
    'settings-quarantined':
      'Le fichier des réglages était abîmé. Il a été mis de côté et les réglages sont revenus à leurs valeurs par défaut.',
    'settings-newer':
      'Les réglages ont été écrits par une version plus récente du programme. Une copie a été mise de côté\u00a0; ce que cette version connaît est utilisé.',
    'settings-unusable':
      'Le fichier des réglages n’a pu être ni repris ni mis de côté\u00a0: il reste tel quel. Les changements valent jusqu’à la fermeture du programme\u00a0: adressez-vous au responsable de ce PC.',
    'database-quarantined':
      'Le fichier des tickets était endommagé ou manquait. Rien n’a pu en être lu et il n’y a pas de sauvegarde utilisable\u00a0: ce qu’il contenait manque donc ici. Ce qui était endommagé a été mis de côté, pas supprimé\u00a0: demandez à la personne qui s’occupe de ce PC.',
    'database-restored':
      'Le fichier des tickets était endommagé ou manquait. Une sauvegarde le remplace, avec tout ce qui pouvait encore être lu. Ce qui a été écrit depuis cette sauvegarde peut manquer, et ce qui a pu être envoyé depuis est signalé\u00a0: vérifiez auprès de Jifeline avant de commander à nouveau pour la même voiture. Ce qui était endommagé a été mis de côté, pas supprimé.',
    'database-salvaged':
      'Le fichier des tickets était endommagé et il n’y avait pas de sauvegarde utilisable. Ce qui pouvait encore être lu est ici\u00a0; le reste manque. Ce qui a pu être envoyé est signalé\u00a0: vérifiez auprès de Jifeline avant de commander à nouveau pour la même voiture. Le fichier endommagé a été mis de côté, pas supprimé\u00a0: demandez à la personne qui s’occupe de ce PC.',
    'database-put-back':
      'Quelqu’un a mis une sauvegarde à la place des tickets. Ce qui a été écrit depuis cette sauvegarde manque ici, et ce qui a pu être envoyé depuis est signalé\u00a0: vérifiez auprès de Jifeline avant de commander à nouveau pour la même voiture.',
    'database-copied':
      'Les tickets ici sont une copie d’un dossier de données qui peut être utilisé ailleurs. Ce qui y attendait, et ses brouillons, peut aussi être envoyé là-bas\u00a0: vérifiez chacun avant de l’envoyer.',
    'database-older':
      'Les tickets ici proviennent d’un jour antérieur. Ce qui a pu être envoyé depuis est signalé, et ce qui a été écrit depuis manque\u00a0: vérifiez auprès de Jifeline avant d’envoyer quoi que ce soit à nouveau.',
    'workshop-restored':
      'Le fichier des noms et modèles de l’atelier était endommagé ou manquait. Une sauvegarde le remplace, avec tout ce qui pouvait encore être lu\u00a0: ce qui a été ajouté depuis peut manquer. Ce qui était endommagé a été mis de côté, pas supprimé.',
    'workshop-salvaged':
      'Le fichier des noms et modèles de l’atelier était endommagé et il n’y avait pas de sauvegarde utilisable. Ce qui pouvait encore être lu est ici\u00a0; le reste manque. Le fichier endommagé a été mis de côté, pas supprimé\u00a0: demandez à la personne qui s’occupe de ce PC.',
    'workshop-quarantined':
      'Le fichier des noms et modèles de l’atelier était endommagé ou manquait. Rien n’a pu en être lu et il n’y a pas de sauvegarde utilisable. Ce qui était endommagé a été mis de côté, pas supprimé\u00a0: demandez à la personne qui s’occupe de ce PC.',
    'workshop-put-back':
      'Quelqu’un a mis une sauvegarde à la place des noms et modèles de l’atelier. Ce qui a été ajouté depuis cette sauvegarde manque ici.',
    'backup-failed':
      'Les tickets n’ont pas pu être sauvegardés, et il n’y a pas de sauvegarde d’aujourd’hui ni d’hier. Ils ne sont pas plus sûrs que ce disque\u00a0: demandez à la personne qui s’occupe de ce PC, le disque est peut-être plein.',
    'workshop-backup-failed':
      'Les noms et modèles de l’atelier n’ont pas pu être sauvegardés, et il n’y a pas de sauvegarde d’aujourd’hui ni d’hier. Ils ne sont pas plus sûrs que ce disque\u00a0: demandez à la personne qui s’occupe de ce PC, le disque est peut-être plein.',
  },
  catalogueFile: {
    title: 'Catalogue',
    none: 'Il n’y a pas encore de catalogue sur ce PC.',
    noneHelp:
      'Avec un catalogue, véhicules et produits se choisissent par leur nom, même hors ligne. D’ici là, tapez leurs ID. Demandez un fichier à Jifeline.',
    source: 'Source',
    asOf: 'Date',
    importedAt: 'Importé',
    models: 'Modèles',
    variants: 'Variantes',
    products: 'Produits',
    import: 'Importer un catalogue…',
    importing: 'Lecture du catalogue',
    meanwhile: 'Celui en place reste utilisé jusqu’à ce que le nouveau soit complet.',
    imported: 'Le catalogue a été importé.',
    refused: (file, count) =>
      `${file} n’a pas été importé\u00a0: ${count === 1 ? 'un problème' : `${count} problèmes${count < 20 ? '' : ' ou plus'}`}`,
    stays: 'Rien n’en a été repris. Le catalogue en place reste tel quel.',
    stillNone: 'Rien n’en a été repris. Il n’y a toujours pas de catalogue\u00a0; les ID peuvent être tapés.',
    problems: 'Ce qui ne va pas dans le fichier',
    line: (number) => `Ligne ${number}`,
    tellAuthor: 'Transmettez ceci à l’auteur du fichier.',
    fromService:
      'Le service est aussi interrogé sur les groupes de produits et les lots possibles pour un véhicule choisi.',
  },
  catalogueProblem: {
    unreadable: (detail) => `Le fichier est absent ou ne peut pas être lu (${detail}).`,
    too_large: (detail) => `Le fichier dépasse ${details.figures(detail)} Mio.`,
    not_utf8: (detail) => notText(details.fault(detail)),
    nul: (detail) => notText(details.fault(detail)),
    not_json: (detail) =>
      `À partir d’ici, ce n’est pas du JSON valable, ou le fichier s’arrête trop tôt.${detail === '' ? '' : ` Ici se trouve ${detail}.`}`,
    other_format: (detail) =>
      `C’est un autre type de fichier, ou une autre version. Attendu ici\u00a0: ${detail}.`,
    missing_key: () => 'Cette clé manque.',
    unknown_key: () => 'Cette clé est inconnue. Est-elle mal orthographiée\u00a0?',
    key_twice: () => 'Cette clé est présente deux fois.',
    wrong_type: (detail) => `Un autre type de valeur est attendu ici\u00a0: ${details.type(detail)}.`,
    wrong_value: (detail) => `Cette valeur n’est pas admise. Admis\u00a0: ${details.allowed(detail)}.`,
    id_twice: (detail) => `Une autre entrée a déjà l’ID ${detail}.`,
    no_such_id: (detail) => {
      const { list, id } = details.missing(detail);
      return `L’ID ${id} n’est pas dans la liste ${list}.`;
    },
    negative_price: () => 'Un prix ne peut pas être inférieur à zéro.',
    wrong_currency: () => 'Ce n’est pas une devise ISO 4217, ou le produit a deux devises.',
    too_many: (detail) => {
      const { most, references } = details.limit(detail);
      return references
        ? `Plus de ${most} entrées nomment quelque chose qui vient plus loin dans le fichier.`
        : `Cette liste a plus de ${most} entrées.`;
    },
    entry_too_large: (detail) => `Cette entrée dépasse ${details.kibibytes(detail)} Kio.`,
  },
  shortcuts: {
    title: 'Touches',
    show: 'Afficher toutes les touches',
    or: 'ou',
    scan: 'Un VIN scanné va de lui-même dans son champ, où que soit le curseur.',
    key: { command: 'Ctrl', Enter: 'Entrée', Escape: 'Échap' },
    groups: { ticket: 'Le ticket à l’écran', tickets: 'Vos tickets', window: 'La fenêtre' },
    does: {
      send: 'Envoyer le ticket',
      usualAnswers: 'Répondre comme d’habitude',
      template: 'Utiliser le modèle 1 à 9',
      nextField: 'Champ suivant',
      newTicket: 'Nouveau ticket',
      search: 'Chercher un ticket',
      settings: 'Réglages',
      keys: 'Afficher les touches',
      close: 'Fermer un volet',
    },
  },
  close: 'Fermer',
  dismiss: 'Masquer',

  /** What is beyond the code of a failure. */
  notText,
  wrongSign: (place, about) =>
    `Aucun jeton n’a ce caractère\u00a0: le ${place}e est ${about}. Rien n’a été envoyé`,

  error: {
    'bridge.invalid_input': {
      title: 'Cela n’a pas été compris',
      help: 'Rien n’a été changé. Vérifiez votre saisie.',
    },
    'bridge.refused': {
      title: 'Le programme a refusé',
      help: 'Rien n’a été changé. Relancez le programme.',
    },
    internal: {
      title: 'Un problème est survenu dans le programme',
      help: 'Ce qui était enregistré est conservé. Réessayez\u00a0; si cela persiste, relancez le programme.',
    },
    'ticket.not_found': { title: 'Ce ticket n’est plus ici', help: 'Rouvrez-le depuis la liste.' },
    'ticket.changed_meanwhile': {
      title: 'Le ticket a changé entre-temps',
      help: 'Vous voyez son dernier état. Réessayez.',
    },
    'ticket.not_possible_now': {
      title: 'Ce n’est pas possible maintenant',
      help: 'Le ticket a avancé. Rien n’a été changé.',
    },
    'ticket.number_taken': {
      title: 'Ce numéro est celui d’un autre ticket',
      help: 'Rien n’a été changé. Vérifiez le numéro\u00a0: donné à deux tickets, l’un des deux ne serait jamais envoyé.',
    },
    'ticket.incomplete': {
      title: 'Il manque quelque chose',
      help: 'Complétez ce qui est signalé, puis envoyez à nouveau. Votre saisie est conservée.',
    },
    'storage.full': {
      title: 'Le disque est plein',
      help: 'Le dernier changement n’est PAS enregistré, mais reste à l’écran. Faites de la place sur le disque, puis enregistrez à nouveau.',
    },
    'storage.failed': {
      title: 'Le ticket n’a pas pu être enregistré',
      help: 'Le dernier changement n’est PAS enregistré, mais reste à l’écran. Réessayez.',
    },
    'storage.damaged': {
      title: 'Le fichier des tickets est endommagé',
      help: 'Le dernier changement n’est PAS enregistré. Fermez le programme et relancez-le\u00a0: il répare le fichier avec ce qui est encore lisible et la dernière sauvegarde.',
    },
    'import.not_readable': {
      title: 'Ce n’est pas un fichier de brouillons',
      help: 'Rien n’a été importé, et rien n’a été changé ici. Choisissez un fichier exporté par ce programme.',
    },
    'import.not_text': {
      title: 'Le fichier ne peut pas être lu comme du texte',
      help: 'Rien n’a été importé, et rien n’a été changé ici. Enregistrez le fichier en UTF-8, ou exportez les brouillons de nouveau.',
    },
    'export.failed': {
      title: 'Les brouillons n’ont pas pu être écrits',
      help: 'Ils sont tous encore ici. Choisissez un autre emplacement pour le fichier.',
    },
    'export.too_large': {
      title: 'Les brouillons ne tiennent pas dans un seul fichier',
      help: 'Rien n’a été écrit, et ils sont tous encore ici. Un fichier contient 64\u00a0Mo\u00a0: raccourcissez ce qui a été collé par erreur, ou abandonnez les brouillons dont personne n’a besoin.',
    },
    'queue.blocked': {
      title: 'Un autre ticket passe d’abord',
      help: 'Un ticket précédent de ce connecteur doit d’abord être réglé. Celui-ci est conservé et attend.',
    },
    'queue.other_account': {
      title: 'Mis à l’envoi sous un autre compte',
      help: 'Il est conservé. Appuyez sur «\u00a0Envoyer\u00a0» pour l’envoyer avec le compte actuel.',
    },
    'net.dns': {
      title: 'Pas de connexion\u00a0: le nom du service n’a pas été trouvé',
      help: `${unsent} Vérifiez la connexion Internet.`,
    },
    'net.refused': {
      title: 'Pas de connexion\u00a0: le service l’a refusée',
      help: unsent,
    },
    'net.unreachable': {
      title: 'Pas de connexion à Internet',
      help: `${unsent} Vérifiez le réseau.`,
    },
    'net.connect_timeout': {
      title: 'Pas de connexion\u00a0: aucune réponse à temps',
      help: `${unsent} Vérifiez le réseau.`,
    },
    'net.connect_failed': {
      title: 'La connexion a été coupée avant tout envoi',
      help: unsent,
    },
    'net.certificate': {
      title: 'Le certificat du service n’est pas fiable',
      help: `Rien n’a été envoyé, par sécurité. Vérifiez la date et l’heure de ce PC\u00a0; un proxy peut exiger l’installation de son certificat. ${ask}`,
    },
    'net.proxy_auth': {
      title: 'Le proxy demande une identification',
      help: `${unsent} Adressez-vous au responsable du réseau.`,
    },
    'net.proxy': {
      title: 'Le proxy n’a pas laissé passer',
      help: `${unsent} Vérifiez les réglages proxy du système.`,
    },
    'net.proxy_settings': {
      title: 'Le système ne dit pas comment joindre Internet',
      help: `${unsent} Ses réglages proxy ou un script de proxy ne répondent pas\u00a0: demandez à la personne qui gère le réseau.`,
    },
    'net.throttled': {
      title: 'Le service demande d’attendre',
      help: 'Il n’a pas encore pris le ticket\u00a0; le ticket est conservé.',
    },
    'doubt.restored': {
      title: 'Récupéré\u00a0: peut-être envoyé entre-temps',
      help: 'Il vient d’une sauvegarde, d’un dossier copié, d’un jour antérieur ou d’un fichier de brouillons. Vérifiez auprès de Jifeline avant de l’envoyer.',
    },
    'doubt.connection_lost': {
      title: 'La connexion a été coupée pendant l’envoi',
      help: 'La demande était partie\u00a0; aucune réponse n’est revenue.',
    },
    'doubt.timeout': {
      title: 'Aucune réponse n’est arrivée à temps',
      help: 'La demande était partie\u00a0; le service a peut-être quand même créé le ticket.',
    },
    'doubt.server_error': {
      title: 'Le service a eu une erreur',
      help: 'Il a peut-être créé le ticket avant cela.',
    },
    'doubt.unexpected_answer': {
      title: 'La réponse n’avait pas de sens',
      help: 'Une page de connexion du réseau s’est peut-être interposée.',
    },
    'doubt.interrupted': {
      title: 'Le programme s’est arrêté pendant l’envoi',
      help: 'On ne sait pas si la demande est arrivée.',
    },
    'api.rejected': {
      title: 'Refusé',
      help: 'Le service a refusé le ticket\u00a0; il n’a pas été créé. Corrigez-le et envoyez à nouveau.',
    },
    'api.redirected': {
      title: 'Le service a redirigé la demande ailleurs',
      help: 'Une redirection n’est jamais suivie, pour protéger l’identification. Le ticket n’a pas été créé. Vérifiez l’adresse dans le fichier de déploiement.',
    },
    'api.connector_pending': {
      title: 'Un ticket est en cours sur ce connecteur',
      help: 'Un connecteur prend un seul ticket à la fois.',
    },
    'auth.required': {
      title: 'Identifiez-vous pour envoyer',
      help: 'Rien n’est perdu\u00a0: le ticket attend, et part tout seul dès que vous êtes identifié.',
    },
    'auth.refused': {
      title: 'L’identification a été refusée',
      help: `Vérifiez votre saisie. ${ticketsKept}`,
    },
    'auth.method_disabled': {
      title: 'Ce mode d’identification est désactivé',
      help: 'Utilisez l’autre, ou adressez-vous au responsable de ce PC.',
    },
    'auth.unexpected_answer': {
      title: 'L’identification n’a pas abouti',
      help: 'Le service a donné une réponse inattendue. Réessayez plus tard.',
    },
    'auth.not_renewed': {
      title: 'L’identification n’a pas pu être renouvelée à l’instant',
      help: `${unsent} Le service d’identification n’a pas répondu comme prévu.`,
    },
    'auth.cancelled': { title: 'L’identification a été annulée', help: 'Rien n’a été changé.' },
    'auth.timed_out': {
      title: 'Personne n’est revenu du navigateur',
      help: `Après cinq minutes, le programme a cessé d’attendre. ${ticketsKept} Recommencez quand vous êtes prêt.`,
    },
    'auth.denied': {
      title: 'L’identification n’a pas été autorisée',
      help: `Quelqu’un a répondu non sur le service d’identification. ${ticketsKept} Recommencez pour répondre oui.`,
    },
    'auth.response_invalid': {
      title: 'La réponse ne correspondait pas à cette identification',
      help: 'Par sécurité elle n’a pas été utilisée, et rien n’en a été gardé. Recommencez, et fermez les anciennes pages d’identification du navigateur.',
    },
    'auth.code_expired': {
      title: 'Le code a expiré',
      help: `Il n’a pas été saisi à temps. ${ticketsKept} Demandez-en un nouveau.`,
    },
    'auth.not_offered': {
      title: 'Le service d’identification ne propose pas ce mode',
      help: 'Utilisez un autre mode, ou adressez-vous au responsable de ce PC.',
    },
    'auth.wrong_issuer': {
      title: 'Un autre service d’identification a répondu',
      help: `Ce n’est pas celui du fichier de déploiement, donc rien ne lui a été envoyé. ${ask}`,
    },
    'auth.misconfigured': {
      title: 'Le service d’identification ne connaît pas ce programme',
      help: `L’ID client ou les scopes du fichier de déploiement ne conviennent pas. ${ticketsKept} ${ask}`,
    },
    'auth.browser_failed': {
      title: 'Le navigateur n’a pas pu être ouvert',
      help: 'Copiez le lien et ouvrez-le dans un navigateur sur ce PC.',
    },
    'auth.listener_failed': {
      title: 'La réponse du navigateur ne peut pas être reçue',
      help: 'Ce PC ne laisse pas le programme l’attendre. Utilisez plutôt le code, ou adressez-vous au responsable de ce PC.',
    },
    'auth.account_gone': {
      title: 'Cette identification n’est plus gardée ici',
      help: 'Rien d’autre n’a été changé. Identifiez-vous à nouveau avec ce compte.',
    },
    'keychain.absent': {
      title: 'Ce PC n’a pas de trousseau de clés',
      help: 'L’identification vaut jusqu’à la fermeture du programme et n’est écrite nulle part. Sous Linux, installez un Secret Service comme gnome-keyring, puis réessayez.',
    },
    'keychain.not_set_up': {
      title: 'Aucun trousseau n’a encore été créé',
      help: `Créez-en un dans le programme des mots de passe et des clés du PC, ou fermez la session du PC et rouvrez-la avec votre mot de passe, puis réessayez. ${thisSession}`,
    },
    'keychain.locked': {
      title: 'Le trousseau de clés est verrouillé',
      help: `Déverrouillez-le, puis réessayez. ${thisSession}`,
    },
    'keychain.timeout': {
      title: 'Le trousseau de clés ne répond pas',
      help: 'Il pose peut-être une question derrière cette fenêtre\u00a0: cherchez-la, puis réessayez. D’ici là, une identification ne vaut que jusqu’à la fermeture du programme.',
    },
    'keychain.denied': {
      title: 'Le trousseau de clés a refusé ce programme',
      help: `Autorisez-le dans le trousseau, puis réessayez. ${thisSession}`,
    },
    'keychain.corrupt': {
      title: 'L’identification gardée dans le trousseau est abîmée',
      help: `Elle est inutilisable. Identifiez-vous à nouveau\u00a0: cela la remplace. ${ticketsKept}`,
    },
    'keychain.failed': {
      title: 'Le trousseau de clés a eu une erreur',
      help: `Réessayez. ${thisSession}`,
    },
    'connector.invalid_id': {
      title: 'Un ID de connecteur n’a que des chiffres',
      help: 'Il est inscrit sur le connecteur.',
    },
    'connector.invalid_uuid': {
      title: 'Ce n’est pas un UUID',
      help: 'Forme attendue\u00a0: ca09a970-6519-4280-b6a6-65727e2894e3. Vérifiez votre saisie.',
    },
    'connector.unknown_port': {
      title: 'Ce port n’est plus là',
      help: 'Rebranchez le connecteur.',
    },
    'catalogue.storage': {
      title: 'Le catalogue ne peut pas être lu',
      help: 'Tapez les ID, ou importez à nouveau le catalogue. Vos tickets et vos propres noms ne sont pas touchés.',
    },
    'catalogue.file_refused': {
      title: 'Ce n’est pas un catalogue utilisable',
      help: 'Rien n’a été changé\u00a0: le catalogue en place reste. Signalez ce qui ne va pas à l’auteur du fichier.',
    },
    'catalogue.busy': {
      title: 'Un catalogue est déjà en cours de lecture',
      help: 'Attendez la fin, puis réessayez.',
    },
    'template.not_found': {
      title: 'Ce modèle n’existe plus',
      help: 'Rien n’a été changé. Choisissez-en un autre.',
    },
    'template.empty': {
      title: 'Il n’y a encore rien à garder comme modèle',
      help: 'Ajoutez au moins un produit au ticket, puis enregistrez le modèle.',
    },
    'template.name_taken': {
      title: 'Un autre modèle porte déjà ce nom',
      help: 'Rien n’a été enregistré. Choisissez un autre nom.',
    },
    'templates.too_many': {
      title: 'Il y a trop de modèles',
      help: 'Rien n’a été enregistré. Supprimez-en un que personne n’utilise, puis réessayez.',
    },
    'template.no_room': {
      title: 'C’est plus que ce que peut contenir un ticket',
      help: 'Rien n’a été ajouté\u00a0: un ticket contient au plus 200 produits. Prenez un nouveau ticket.',
    },
    'template.storage': {
      title: 'Les modèles ne peuvent être ni lus ni enregistrés',
      help: 'La dernière modification n’est PAS enregistrée. Vos tickets ne sont pas touchés. Réessayez.',
    },
    'settings.not_saved': {
      title: 'Le réglage n’a pas pu être enregistré',
      help: 'Il vaut jusqu’à la fermeture du programme.',
    },
  },

  ago: {
    now: 'à l’instant',
    minutes: (count) => `il y a ${count} min`,
    hours: (count) => `il y a ${count} h`,
    days: (count) => (count === 1 ? 'hier' : `il y a ${number(count, 'jour', 'jours')}`),
  },
};
