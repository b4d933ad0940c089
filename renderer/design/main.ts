// The design system, for developers: built beside the program (scripts/build.ts), never into it. In English only.
import '../ui/tokens.css';
import '../ui/base.css';
import { mount } from 'svelte';
import { speak } from '../i18n/texts.ts';
import DesignPage from './DesignPage.svelte';

const target = document.getElementById('app');
if (target !== null) void speak('en').then(() => mount(DesignPage, { target }));
