import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { languageOf, speak } from './i18n/texts.ts';

const target = document.getElementById('app');
// The system's language first: what a person chose instead comes with everything else they are shown.
if (target !== null) void speak(languageOf('system', navigator.language)).then(() => mount(App, { target }));
