import { Page } from '../../kit/page.tsx';
import { t } from '../shell/messages.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The first screen on a new phone, or for another person. */
export function EnterPage() {
  return (
    <Page title={t('name')} documentTitle={t('name')}>
      <p className="quiet">{t('signInLead')}</p>
      <SignInForm />
    </Page>
  );
}
