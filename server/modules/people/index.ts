import { identityOperations } from './identity.ts';
import { saveHousehold, savePerson } from './keep.ts';
import { reveal, search, view } from './operations.ts';

export { type HouseholdFacts, householdFacts, householdOf } from './household-store.ts';
export { forgetIdentity, noteIdentity } from './identity.ts';
export { holdsIdentity, identityOf } from './identity-store.ts';
export { peopleRetention } from './retention-store.ts';
export { speakerOf } from './speaker-store.ts';
export { around, forgetPerson, membersOf, type PersonRow, personById } from './store.ts';

export const peopleOperations = [search, view, reveal, savePerson, saveHousehold, ...identityOperations];
