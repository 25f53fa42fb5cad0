import { Link } from 'wouter';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { Screen } from '../shell/screen.tsx';
import { useSections } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { headOf, householdsOf } from './households.ts';
import { t } from './messages.ts';

/** One door: who lives there, and what can be begun for them. */
export default function HouseholdPage({ params }: { params: Record<string, string> }) {
  const sections = useSections();
  const household = householdsOf(useOpen()).find(({ id }) => id === params.id);
  if (!household) {
    return (
      <Screen title={t('gone')} back="/people">
        <EmptyState icon="people" title={t('gone')} />
      </Screen>
    );
  }
  return (
    <Screen title={headOf(household)} back="/people">
      <p className="quiet">{household.address || t('noAddress')}</p>
      <section className="group">
        <h2>{t('members')}</h2>
        <ul className="field-rows">
          {household.members.map((member) => (
            <li key={member.id} className="field-row">
              <Icon name="person" />
              <span className="field-row-words">
                <strong>
                  {member.name} <span className="quiet">{member.relation}</span>
                </strong>
                <span className="field-row-under">{member.phone || t('noPhone')}</span>
              </span>
              <span className="field-row-due">{t(member.presence === 'here' ? 'here' : 'awayOne')}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="group">
        <h2>{t('starts')}</h2>
        <ul className="field-rows">
          {sections
            .flatMap((section) => section.starts ?? [])
            .map((start) => (
              <li key={start.title}>
                <Link href={start.path(household.id)} className="field-row">
                  <Icon name={start.icon} />
                  <span className="field-row-words">{start.title}</span>
                  <Icon name="chevron-right" />
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </Screen>
  );
}
