import type { z } from 'zod';
import type { Actor, StaffActor } from '../../domain/accounts/actor.ts';
import type { Role } from '../../domain/accounts/roles.ts';
import type { ClauseId } from '../../domain/policy/clauses.ts';
import type { Permission } from '../../domain/policy/permission.ts';
import type { App } from './app.ts';
import type { AuditEntry } from './audit.ts';
import type { Tx } from './database.ts';

/** The sign-in a request came with. */
export interface SessionKey {
  id: string;
  county: string;
  tokenHash: string;
  /** When all factors were last asked; a change of hat does not move it. */
  signedInAt: Date;
  /** A second factor was given with it. */
  secondFactor: boolean;
}

/** The request as far as an operation may care: where it came from and how to set or clear the session cookie. */
export interface Exchange {
  address: string;
  device: string;
  /** Scheme, host and port people see, for links and passkeys. */
  origin: string;
  session: SessionKey | null;
  /** Who has given a password where a post of theirs demands a second factor: nobody yet, but for what sets one up. */
  entering?: StaffActor | null;
  /** When the person did it, for what waited on a phone; told to people, never used for deadlines. */
  madeAt?: Date | null;
  /** Gives the browser a new session, or takes it away with null. */
  setSession(token: string | null, expires?: Date): void;
}

export interface OperationContext<Input, Subject> {
  tx: Tx;
  app: App;
  actor: Actor;
  input: Input;
  subject: Subject;
  now: Date;
  exchange: Exchange;
  /** Adds a row to the audit, written with the commit. */
  audit(entry: AuditEntry): void;
}

type Loading<Input> = Omit<OperationContext<Input, never>, 'subject'>;

export interface OperationDeclaration<Input extends z.ZodType, Output extends z.ZodType, Subject> {
  /** `noun.verb`; the route is `/api/noun/verb`. */
  name: `${string}.${string}`;
  /** One English sentence for the API document. */
  summary: string;
  clause: ClauseId;
  /** A command changes something and carries a command id; a query does not. */
  kind: 'command' | 'query';
  roles: readonly Role[];
  input: Input;
  output: Output;
  /** Runs with the rights of the system; only for what happens before anyone is known (sign-in). */
  asSystem?: true;
  /** Sets up a second factor, so that it is open to whoever is still to have one. */
  whileEntering?: true;
  /** Most calls a minute from one address or resident, when less than the general limit; staff have only the general one. */
  perMinute?: number;
  /** Loads and locks what the permission is about. Throws not-found for what the actor may not see. */
  load?: (context: Loading<z.output<Input>>) => Promise<Subject>;
  permit: (context: { actor: Actor; input: z.output<Input>; subject: Subject; now: Date }) => Permission;
  run: (context: OperationContext<z.output<Input>, Subject>) => Promise<z.input<Output>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of operations of every type
export type Operation = OperationDeclaration<any, any, any>;

/** Declares an operation. Without `permit` it does not compile. */
export function operation<Input extends z.ZodType, Output extends z.ZodType, Subject = undefined>(
  declaration: OperationDeclaration<Input, Output, Subject>,
): OperationDeclaration<Input, Output, Subject> {
  return declaration;
}
