export { backupKeyFile, ownBackupKey, readBackupKey } from './backup-key.ts';
export { checkBackup } from './check-backup.ts';
export { makeBackup } from './make-backup.ts';
export { backupNames, findBackup, madeOf } from './manifest.ts';
export { restoreBackup } from './restore-backup.ts';
export { keptSetting } from './retention.ts';
export type { Progress } from './target.ts';
