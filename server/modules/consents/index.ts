export { consentRetention } from './retention-store.ts';
export { consentsOf, giveConsents, lockConsent, type NewConsent, withdrawConsents } from './store.ts';
