/**
 * The version of the words with which consent to an unattended service is asked for, in every language. Whoever changes
 * these words gives them the next number and adds them to docs/consent.md, where a recorded number is looked up.
 */
export const consentVersion = 1;
