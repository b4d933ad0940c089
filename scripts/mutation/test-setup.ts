// Property tests draw the same examples for every mutant, so that what is killed today is killed tomorrow. The first example
// that fails is enough: nobody reads the smallest one.
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_260_301, endOnFailure: true });
