export { sealPlainNumbers } from './convert.ts';
export { ERASED_KEYS, type ErasedKey, eraseAgain, erasedInList, eraseNumbersOf, eraseSealed } from './erase.ts';
export { type IndexStatus, indexStatus, moveIndexes } from './move-indexes.ts';
export {
  accountPhone,
  identityForms,
  identityIndex,
  opened,
  personPhone,
  phoneEnd,
  phoneEndForms,
  phoneForms,
  phoneIndex,
  phoneIndexes,
  sealed,
  sealedLike,
  sealedWith,
} from './numbers.ts';
export { enrol, followRotation, openKeys, openKeysOf } from './open.ts';
export { keyRetention } from './retention-store.ts';
export { type KeyStatus, keyStatus, rotateKeys } from './rotate.ts';
export { addKeys, countiesIn, countiesOf } from './store.ts';
