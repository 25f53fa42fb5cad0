import { demandClosedWay } from '../outgoing.ts';
import { secretText } from '../secret-setting.ts';

/** The database as backups read it: LINLI_BACKUP_DATABASE_URL, else the one that serves. @throws one sentence, as `demandClosedWay` and `secretText` do */
export function backupDatabaseUrl(otherwise: string, env: NodeJS.ProcessEnv = process.env): string {
  const url = secretText('LINLI_BACKUP_DATABASE_URL', env);
  if (url) demandClosedWay(url, 'LINLI_BACKUP_DATABASE_URL', env);
  return url ?? otherwise;
}
