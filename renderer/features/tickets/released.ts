// What became of a ticket. Nobody needs it to begin one, so it is fetched beside the first screen and not before it;
// and it is there long before a ticket is sent, whatever happens to the program's files meanwhile.
export { default as TicketFacts } from './TicketFacts.svelte';
export { default as TicketOutcome } from './TicketOutcome.svelte';
