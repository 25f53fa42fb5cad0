import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand } from '../../kit/query.ts';
import { t } from './messages.ts';

/** One phone, several people of a family: who is it now? */
export function WhoAmI({ persons, onChosen }: { persons: readonly { id: string; name: string }[]; onChosen: () => void }) {
  const choose = useCommand('accounts.choosePerson');
  return (
    <Page title={t('whoTitle')} documentTitle={t('whoTitle')}>
      <p>{t('whoLead')}</p>
      <ul className="card rows">
        {persons.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="row"
              disabled={choose.isPending}
              onClick={() => choose.mutate({ personId: person.id }, { onSuccess: onChosen })}
            >
              <Icon name="person" />
              <span className="row-words">{person.name}</span>
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
      <ErrorBanner error={choose.error} />
    </Page>
  );
}
