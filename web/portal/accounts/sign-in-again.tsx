import { Link } from 'wouter';
import { Problem } from '../../kit/call.ts';
import { t } from './messages.ts';

/** The way on where the server wants a fresh sign-in before it changes how somebody signs in. */
export function SignInAgain({ error }: { error: unknown }) {
  if (!(error instanceof Problem) || !error.type.endsWith('/sign-in-again')) return null;
  return (
    <Link href="/sign-in?then=/me" className="button button-filled">
      {t('signIn')}
    </Link>
  );
}
