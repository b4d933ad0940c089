import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Language } from '../../preload/contract/settings.ts';
import type { Notice } from './notices.ts';

/** What main itself says to people: in notifications, on the taskbar, in the menu and in the system's dialogs. */
export interface Words {
  readonly notices: Readonly<Record<Notice, string>>;
  readonly needsYou: (count: number) => string;
  readonly waiting: (count: number) => string;
  readonly menu: Readonly<Record<'file' | 'exportDrafts' | 'importDrafts' | 'view' | 'edit', string>>;
  readonly drafts: string;
  readonly exported: (count: number, leftOut: number) => string;
  readonly imported: (added: number, known: number) => string;
  readonly notReadable: string;
  /** The details of `import.not_text`. */
  readonly notText: (encoding: string, line: string, column: string, byte: string) => string;
  readonly notMoved: string;
  readonly tooLarge: string;
  /** In place of what the system says where the program cannot start for want of it. */
  readonly noRoom: string;
  readonly crashed: { readonly message: string; readonly detail: string; readonly again: string };
}

const en: Words = {
  notices: {
    created: 'Ticket sent',
    rejected: 'Ticket not accepted',
    'needs-you': 'A ticket needs you',
  },
  needsYou: (count) => (count === 1 ? '1 needs you' : `${count} need you`),
  waiting: (count) => `${count} waiting`,
  menu: {
    file: '&File',
    exportDrafts: '&Export drafts…',
    importDrafts: '&Import drafts…',
    view: '&View',
    edit: '&Edit',
  },
  drafts: 'Drafts',
  exported: (count, leftOut) =>
    `Drafts written into the file: ${count}.${leftOut === 0 ? '' : ` Left out, since they may have been sent: ${leftOut}.`}`,
  imported: (added, known) => `Drafts brought back: ${added}. Here already: ${known}.`,
  notReadable: 'This is no file of drafts. Nothing was imported, and nothing here changed.',
  notText: (encoding, line, column, byte) =>
    `The file could not be read as text: it is damaged or in another encoding than UTF-8 (${encoding === '' ? '' : `${encoding}; `}${line}:${column}, byte ${byte}). Nothing was imported, and nothing here changed. Save it as UTF-8.`,
  notMoved: 'It did not work. All drafts are still in the program.',
  tooLarge:
    'The drafts are more than fit into one file. Nothing was written, and they are all still here. A file holds 64 MB: shorten what was pasted in by mistake, or discard drafts that nobody needs.',
  noRoom:
    'The disk is full, and the program needs some room to start. Nothing is lost: everything that was saved is kept. Make room on the disk, then start the program again.',
  crashed: {
    message: 'The window stopped working several times in a row',
    detail:
      'Everything that was saved is kept. Open the window again, or restart the PC if it keeps happening.',
    again: 'Open the window again',
  },
};

const nl: Words = {
  notices: {
    created: 'Ticket verzonden',
    rejected: 'Ticket niet geaccepteerd',
    'needs-you': 'Een ticket heeft je nodig',
  },
  needsYou: (count) => (count === 1 ? '1 heeft je nodig' : `${count} hebben je nodig`),
  waiting: (count) => (count === 1 ? '1 wacht' : `${count} wachten`),
  menu: {
    file: '&Bestand',
    exportDrafts: 'Concepten &exporteren…',
    importDrafts: 'Concepten &importeren…',
    view: 'Bee&ld',
    edit: 'Be&werken',
  },
  drafts: 'Concepten',
  exported: (count, leftOut) =>
    `Concepten in het bestand gezet: ${count}.${leftOut === 0 ? '' : ` Weggelaten, want ze kunnen verzonden zijn: ${leftOut}.`}`,
  imported: (added, known) => `Concepten teruggehaald: ${added}. Er al: ${known}.`,
  notReadable: 'Dit is geen bestand met concepten. Er is niets geïmporteerd en hier is niets veranderd.',
  notText: (encoding, line, column, byte) =>
    `Het bestand kon niet als tekst worden gelezen: het is beschadigd of heeft een andere codering dan UTF-8 (${encoding === '' ? '' : `${encoding}; `}${line}:${column}, byte ${byte}). Er is niets geïmporteerd en hier is niets veranderd. Sla het op als UTF-8.`,
  notMoved: 'Het is niet gelukt. Alle concepten staan nog in het programma.',
  tooLarge:
    'De concepten passen niet in één bestand. Er is niets weggeschreven en ze zijn hier allemaal nog. In een bestand past 64 MB: kort in wat per ongeluk is geplakt, of gooi concepten weg die niemand nodig heeft.',
  noRoom:
    'De schijf is vol, en het programma heeft wat ruimte nodig om te starten. Er is niets verloren: alles wat was opgeslagen, is bewaard. Maak ruimte op de schijf en start het programma dan opnieuw.',
  crashed: {
    message: 'Het venster is een paar keer achter elkaar vastgelopen',
    detail:
      'Alles wat was opgeslagen, is bewaard. Open het venster opnieuw, of start de pc opnieuw als het vaker gebeurt.',
    again: 'Venster opnieuw openen',
  },
};

const de: Words = {
  notices: {
    created: 'Ticket gesendet',
    rejected: 'Ticket nicht angenommen',
    'needs-you': 'Ein Ticket braucht Sie',
  },
  needsYou: (count) => (count === 1 ? '1 braucht Sie' : `${count} brauchen Sie`),
  waiting: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
  menu: {
    file: '&Datei',
    exportDrafts: 'Entwürfe &exportieren…',
    importDrafts: 'Entwürfe &importieren…',
    view: '&Ansicht',
    edit: '&Bearbeiten',
  },
  drafts: 'Entwürfe',
  exported: (count, leftOut) =>
    `Entwürfe in die Datei geschrieben: ${count}.${leftOut === 0 ? '' : ` Weggelassen, weil sie gesendet worden sein können: ${leftOut}.`}`,
  imported: (added, known) => `Entwürfe zurückgeholt: ${added}. Schon vorhanden: ${known}.`,
  notReadable:
    'Das ist keine Datei mit Entwürfen. Es wurde nichts importiert, und hier hat sich nichts geändert.',
  notText: (encoding, line, column, byte) =>
    `Die Datei konnte nicht als Text gelesen werden: Sie ist beschädigt oder hat eine andere Kodierung als UTF-8 (${encoding === '' ? '' : `${encoding}; `}${line}:${column}, Byte ${byte}). Es wurde nichts importiert, und hier hat sich nichts geändert. Speichern Sie sie als UTF-8.`,
  notMoved: 'Es hat nicht geklappt. Alle Entwürfe sind noch im Programm.',
  tooLarge:
    'Die Entwürfe passen nicht in eine Datei. Es wurde nichts geschrieben, und sie sind alle noch hier. Eine Datei fasst 64 MB: Kürzen Sie, was versehentlich eingefügt wurde, oder verwerfen Sie Entwürfe, die niemand braucht.',
  noRoom:
    'Der Datenträger ist voll, und zum Starten braucht das Programm etwas Platz. Nichts ist verloren: Alles, was gespeichert war, ist erhalten. Schaffen Sie Platz und starten Sie das Programm dann noch einmal.',
  crashed: {
    message: 'Das Fenster ist mehrmals hintereinander abgestürzt',
    detail:
      'Alles Gespeicherte ist noch da. Öffnen Sie das Fenster neu, oder starten Sie den PC neu, wenn es wieder passiert.',
    again: 'Fenster neu öffnen',
  },
};

const fr: Words = {
  notices: {
    created: 'Ticket envoyé',
    rejected: 'Ticket refusé',
    'needs-you': 'Un ticket a besoin de vous',
  },
  needsYou: (count) => (count === 1 ? '1 a besoin de vous' : `${count} ont besoin de vous`),
  waiting: (count) => `${count} en attente`,
  menu: {
    file: '&Fichier',
    exportDrafts: '&Exporter les brouillons…',
    importDrafts: '&Importer des brouillons…',
    view: '&Affichage',
    edit: '&Édition',
  },
  drafts: 'Brouillons',
  exported: (count, leftOut) =>
    `Brouillons écrits dans le fichier\u00a0: ${count}.${leftOut === 0 ? '' : ` Laissés de côté, car ils ont pu être envoyés\u00a0: ${leftOut}.`}`,
  imported: (added, known) => `Brouillons récupérés\u00a0: ${added}. Déjà présents\u00a0: ${known}.`,
  notReadable: 'Ce n’est pas un fichier de brouillons. Rien n’a été importé, et rien n’a changé ici.',
  notText: (encoding, line, column, byte) =>
    `Le fichier n’a pas pu être lu comme du texte\u00a0: il est endommagé ou dans un autre encodage que l’UTF-8 (${encoding === '' ? '' : `${encoding}; `}${line}:${column}, octet ${byte}). Rien n’a été importé, et rien n’a changé ici. Enregistrez-le en UTF-8.`,
  notMoved: 'Cela n’a pas marché. Tous les brouillons sont encore dans le programme.',
  tooLarge:
    'Les brouillons ne tiennent pas dans un seul fichier. Rien n’a été écrit, et ils sont tous encore ici. Un fichier contient 64\u00a0Mo\u00a0: raccourcissez ce qui a été collé par erreur, ou abandonnez les brouillons dont personne n’a besoin.',
  noRoom:
    'Le disque est plein, et le programme a besoin d’un peu de place pour démarrer. Rien n’est perdu\u00a0: tout ce qui était enregistré est conservé. Faites de la place sur le disque, puis redémarrez le programme.',
  crashed: {
    message: 'La fenêtre s’est arrêtée plusieurs fois de suite',
    detail:
      'Tout ce qui était enregistré est conservé. Rouvrez la fenêtre, ou redémarrez le PC si cela se reproduit.',
    again: 'Rouvrir la fenêtre',
  },
};

const all: Readonly<Record<Language, Words>> = { en, nl, de, fr, pseudo: en };

/** The words of a language; of the system's, or else English, where none was chosen. */
export function wordsIn(chosen: Language | 'system', system: string): Words {
  if (chosen !== 'system') return all[chosen];
  const primary = system.toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(all, primary) ? all[primary as Language] : en;
}

/** Why the program does not start: in words of our own where people can do something about it. */
export const whyNotStarted = (error: unknown, code: ErrorCode, words: Words): string =>
  code === 'storage.full' ? words.noRoom : String(error);
