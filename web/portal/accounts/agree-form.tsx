import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import { Button } from '../../kit/button.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand } from '../../kit/query.ts';
import { signOut } from '../../kit/sign-out.ts';
import { ConsentText } from './consent-text.tsx';
import { t } from './messages.ts';

/** The first sign-in of a phone on file: what it means, and agreeing to it opens the account (Personal Information Protection Law, articles 14 and 17). */
export function AgreeForm({
  phone,
  names,
  onAgreed,
}: {
  phone: string;
  names: readonly string[];
  onAgreed: (persons: { id: string; name: string }[]) => void;
}) {
  const open = useCommand('accounts.signInAgreed');
  const family = names.length > 1;
  return (
    <Page title={t('agreeTitle')} documentTitle={t('agreeTitle')}>
      <p className="prose">{t('agreeLead', { phone, names: names.join('、') })}</p>
      <p>{t('agreeRead')}</p>
      <ConsentText purpose="account" />
      {family && <ConsentText purpose="family" title={t('agreeFamily')} />}
      <ErrorBanner error={open.error} />
      <div className="stack">
        <Button
          look="filled"
          wide
          busy={open.isPending}
          onClick={() => open.mutate({ agreed: SHOWN_TEXTS }, { onSuccess: ({ persons }) => onAgreed(persons) })}
        >
          {t(family ? 'agreeAll' : 'agree')}
        </Button>
        <Button wide onClick={() => void signOut()}>
          {t('agreeNot')}
        </Button>
      </div>
      <p className="small quiet">{t('agreeNotWords')}</p>
    </Page>
  );
}
