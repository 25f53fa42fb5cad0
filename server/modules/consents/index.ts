export { consentRetention } from './retention-store.ts';
export { consentGiven, consentsOf, giveConsents, lockConsent, type NewConsent, withdrawConsents } from './store.ts';
