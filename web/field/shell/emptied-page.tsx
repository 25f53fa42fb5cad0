import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { t } from './messages.ts';
import { setState } from './state.ts';

/** Everything of an account has been taken off this phone. */
export function EmptiedPage({ why }: { why: 'ordered' | 'tries' }) {
  return (
    <Page title={t('name')} documentTitle={t('name')}>
      <EmptyState
        icon="lock"
        title={t('emptied')}
        action={
          <Button look="filled" onClick={() => setState({ stage: 'sign-in' })}>
            {t('startAnew')}
          </Button>
        }
      >
        {t(why === 'ordered' ? 'emptiedOrdered' : 'emptiedTries')}
      </EmptyState>
    </Page>
  );
}
