import type { Component } from 'svelte';
import Buttons from './specimens/Buttons.svelte';
import Choices from './specimens/Choices.svelte';
import Comboboxes from './specimens/Comboboxes.svelte';
import Commands from './specimens/Commands.svelte';
import Errors from './specimens/Errors.svelte';
import Fields from './specimens/Fields.svelte';
import Inputs from './specimens/Inputs.svelte';
import IssueLists from './specimens/IssueLists.svelte';
import Lights from './specimens/Lights.svelte';
import Names from './specimens/Names.svelte';
import Notices from './specimens/Notices.svelte';
import Segments from './specimens/Segments.svelte';
import Sheets from './specimens/Sheets.svelte';
import Tones from './specimens/Tones.svelte';
import Words from './specimens/Words.svelte';

export interface Specimen {
  readonly title: string;
  /** Where it is written. */
  readonly source: string;
  /** When to use it, in one line. */
  readonly rule: string;
  /** All of its states. */
  readonly states: Component;
}

/** Every part the window is made of. A new one gets a file in `specimens` with its states, and an entry here. */
export const registry: readonly Specimen[] = [
  {
    title: 'Button',
    source: 'ui/base.css: .button',
    rule: 'One primary button on screen: the one thing to do next. Danger asks first. Quiet for what is seldom done.',
    states: Buttons,
  },
  {
    title: 'Input',
    source: 'ui/base.css: .input',
    rule: 'Never without a label. A placeholder is an example, not the label; what is wrong stands under it in words.',
    states: Inputs,
  },
  {
    title: 'Choice',
    source: 'ui/base.css',
    rule: 'Up to three answers side by side, more in a list. The label is a part of the target.',
    states: Choices,
  },
  {
    title: 'Segmented',
    source: 'ui/Segmented.svelte',
    rule: 'Two or three short answers, one tap each. Nothing is chosen before somebody chose it.',
    states: Segments,
  },
  {
    title: 'Combobox',
    source: 'ui/Combobox.svelte',
    rule: 'One of many, found by typing. The field keeps the focus; Enter takes the first that fits, and waits for its answer.',
    states: Comboboxes,
  },
  {
    title: 'NameInput',
    source: 'ui/NameInput.svelte',
    rule: 'A name in place of the button that asked for it. Enter saves, Esc gives up, and neither reaches the form.',
    states: Names,
  },
  {
    title: 'ErrorNotice',
    source: 'ui/ErrorNotice.svelte',
    rule: 'What did not work, by its code. Warn where what was wanted holds all the same.',
    states: Errors,
  },
  {
    title: 'Field',
    source: 'ui/Field.svelte',
    rule: 'Every field of the ticket: label, input, hint, and what main says of it after it was left.',
    states: Fields,
  },
  {
    title: 'Issues',
    source: 'ui/Issues.svelte',
    rule: 'What is wrong with a field, under it. Errors keep the ticket here; warnings let it go.',
    states: IssueLists,
  },
  {
    title: 'Light',
    source: 'ui/Light.svelte',
    rule: 'Two in the header and nowhere else. It says its state in colour, shape and words, and opens what explains it.',
    states: Lights,
  },
  {
    title: 'ToneIcon',
    source: 'ui/ToneIcon.svelte',
    rule: 'A state’s shape. Always beside words: it is not read aloud.',
    states: Tones,
  },
  {
    title: 'Notice',
    source: 'ui/base.css: .notice',
    rule: 'What happened, what is kept, what to do. It stays until it is dealt with.',
    states: Notices,
  },
  {
    title: 'Sheet',
    source: 'ui/Sheet.svelte',
    rule: 'A panel over the ticket, which stays as it is. Esc closes it; the focus returns to where it was.',
    states: Sheets,
  },
  {
    title: 'Command',
    source: 'ui/Command.svelte',
    rule: 'What to type into a terminal, exactly, to be copied. Only where nothing can be clicked instead.',
    states: Commands,
  },
  {
    title: 'Words',
    source: 'ui/base.css',
    rule: 'Four sizes of type. Ids and VINs in the monospace, numbers in tabular figures, small print never smaller than 13 px.',
    states: Words,
  },
];
