import type { OutputOf } from '../../kit/call.ts';
import { Icon } from '../../kit/icons.tsx';
import { Folded } from './folded.tsx';
import { t } from './messages.ts';
import { PersonCard } from './person-card.tsx';

type PlaceBody = OutputOf<'territory.place'>['bodies'][number];

/** A body with its address, hours and phone, and the people who hold its posts; grid workers stand with their grids. */
export function BodyCard({ body }: { body: PlaceBody }) {
  const people = body.people.filter((person) => person.role !== 'grid-worker');
  return (
    <section className="card stack">
      <div className="person-row">
        <h3 className="person-words">{body.name}</h3>
        {body.phone && (
          <a className="call-button" href={`tel:${body.phone}`} aria-label={t('callNamed', { name: body.name })}>
            <Icon name="phone" />
          </a>
        )}
      </div>
      {(body.address || body.hours || body.phone) && (
        <dl className="facts">
          {body.address && (
            <div>
              <dt>{t('address')}</dt>
              <dd>{body.address}</dd>
            </div>
          )}
          {body.hours && (
            <div>
              <dt>{t('hours')}</dt>
              <dd>{body.hours}</dd>
            </div>
          )}
          {body.phone && (
            <div>
              <dt>{t('phone')}</dt>
              <dd>{body.phone}</dd>
            </div>
          )}
        </dl>
      )}
      <Folded
        show={4}
        more={(n) => t('morePeople', { n })}
        items={people.map((person) => (
          <PersonCard key={person.appointmentId} name={person.name} under={person.roleTitle} phone={person.phone} />
        ))}
      />
    </section>
  );
}
