import { Command } from 'commander';
import { answer } from './answer.ts';
import { askPassword } from './ask-password.ts';
import { withMigratedDatabase } from './with-database.ts';

const createAdmin = new Command('create-admin')
  .description('make an administrator; the password is asked for, or read from standard input')
  .requiredOption('--username <username>', 'the name to sign in with')
  .requiredOption('--name <name>', "the person's name")
  .option('--territory <code>', 'the place administered, by its code; else the whole region')
  .option('--json', 'print JSON')
  .action(async (options: { username: string; name: string; territory?: string; json?: boolean }) => {
    const password = await askPassword();
    const { createAdministrator } = await import('../server/modules/accounts/index.ts');
    const { username, name, territory } = options;
    await withMigratedDatabase((databaseUrl) =>
      createAdministrator(databaseUrl, { username, name, password, ...(territory ? { territory } : {}) }),
    );
    answer(options, { username, name }, [`${name} can now sign in to the office as ${username}.`]);
  });

/** `linli account`: the accounts nobody can make on a screen. */
export const accountCommand = new Command('account').description('make the first administrator').addCommand(createAdmin);
