import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { accountCommand } from './account.ts';
import { backupCommand } from './backup.ts';
import { dataCommand } from './data.ts';
import { databaseCommand } from './database.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { openapiCommand } from './openapi.ts';
import { policyCommand } from './policy.ts';
import { restoreCommand } from './restore.ts';
import { scanCommand } from './scan.ts';
import { startCommand } from './start.ts';
import { verifyCommand } from './verify.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

const commands = [
  startCommand,
  migrateCommand,
  demoCommand,
  importCommand,
  accountCommand,
  verifyCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
  scanCommand,
  policyCommand,
  dataCommand,
  openapiCommand,
  doctorCommand,
  databaseCommand,
];

const settings = `Settings: PORT (8200), LINLI_HOME (all data; the user's data directory), DATABASE_URL (PostgreSQL 15 or newer; embedded without it).
Exit codes: 0 done; 1 refused or failed, with a sentence saying why; 2 the command was not understood.`;

function linli(): Command {
  const program = new Command('linli')
    .description('Linli 邻里: community governance of Ningxia, from a trouble to its answer')
    .version(version);
  program.configureHelp({ subcommandTerm: termOf, showGlobalOptions: false }).helpCommand(false).addHelpText('after', settings);
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands, ...commands.flatMap((parent) => parent.commands)]) {
    command.exitOverride().showHelpAfterError('(linli --help lists all commands)');
  }
  return program;
}

/** Commands with parts are listed as one types them, on one screen. */
function termOf(command: Command): string {
  const parts = command.commands.map((part) => part.name()).join('|');
  const args = command.registeredArguments.map((arg) => (arg.argChoices ? arg.argChoices.join('|') : `<${arg.name()}>`)).join(' ');
  return [command.name(), parts, args].filter(Boolean).join(' ');
}

/** Runs one command line; a failure ends as one sentence on standard error and the exit codes of the help. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader such as `head` that has seen enough closes the pipe; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await linli().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    console.error(`linli: ${error instanceof Error ? error.message || error.name : String(error)}`);
    if (process.env.LINLI_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
