export { sealPlainNumbers } from './convert.ts';
export { ERASED_LIST, type ErasedKey, eraseAgain, erasedInList, eraseNumbersOf } from './erase.ts';
export {
  accountPhone,
  opened,
  personPhone,
  phoneEnd,
  phoneIndex,
  phoneIndexes,
  sealed,
  sealedLike,
  sealedWith,
} from './numbers.ts';
export { enrol, followRotation, openKeys, openKeysOf } from './open.ts';
export { keyRetention } from './retention-store.ts';
export { type KeyStatus, keyStatus, rotateKeys } from './rotate.ts';
export { addKeys, countiesIn } from './store.ts';
