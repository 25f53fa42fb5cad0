import { Problem } from '../../kit/call.ts';
import { Banner, ErrorBanner, sentenceOf } from '../../kit/notice.tsx';
import { say } from './messages.ts';

/** What went wrong with one's own account; where the sign-in is too old, the way to sign in again and come back to `next`. */
export function AccountError({ error, next = '/me' }: { error: unknown; next?: string }) {
  if (!(error instanceof Problem) || !error.type.endsWith('/sign-in-again')) return <ErrorBanner error={error} />;
  const { title, detail } = sentenceOf(error);
  return (
    <Banner
      tone="wheat"
      icon="lock"
      title={title}
      action={
        <a className="button button-filled" href={`/office/sign-in?next=${encodeURIComponent(next)}`}>
          {say('signInAgain')}
        </a>
      }
    >
      {detail}
    </Banner>
  );
}
