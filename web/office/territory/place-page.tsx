import { Link, useSearch } from '@tanstack/react-router';
import type { Place } from '../../../domain/territory/contract.ts';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { countText } from '../shell/numbers.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { GridsCard } from './grids-card.tsx';
import { say } from './messages.ts';

function Figure({ name, value, rounded }: { name: string; value: number | null; rounded?: boolean }) {
  return (
    <div className="figure">
      <dd>{value === null ? say('tooFew') : `${rounded ? '≈ ' : ''}${countText(value)}`}</dd>
      <dt>{name}</dt>
    </div>
  );
}

function Numbers({ place }: { place: Place }) {
  const { numbers, level } = place;
  const above = level !== 'village' && level !== 'grid';
  return (
    <Card note={numbers.rounded ? say('rounded') : undefined}>
      <dl className="figures">
        {above && level !== 'township' && <Figure name={say('townships')} value={numbers.townships} />}
        {above && <Figure name={say('villages')} value={numbers.villages} />}
        {level !== 'grid' && <Figure name={say('grids')} value={numbers.grids} />}
        <Figure name={say('households')} value={numbers.households} rounded={numbers.rounded} />
        <Figure name={say('persons')} value={numbers.persons} rounded={numbers.rounded} />
      </dl>
    </Card>
  );
}

function BodyItem({ body }: { body: Place['bodies'][number] }) {
  return (
    <li className="place-body">
      <p>
        <Link to="/bodies/$id" params={{ id: body.id }}>
          <strong>{body.name}</strong>
        </Link>{' '}
        <Tag tone="plain">{body.kindTitle}</Tag>
        {body.phone && (
          <a className="phone" href={`tel:${body.phone}`}>
            <Icon name="phone" />
            {body.phone}
          </a>
        )}
      </p>
      {body.people.length === 0 ? (
        <p className="quiet">{say('noPeople')}</p>
      ) : (
        <ul className="posts">
          {body.people.map((post) => (
            <li key={post.appointmentId}>
              <span className="quiet">{post.roleTitle}</span> {post.name}
              {post.phone && (
                <a className="phone" href={`tel:${post.phone}`}>
                  {post.phone}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Shown({ place }: { place: Place }) {
  const search = useSearch({ strict: false });
  return (
    <>
      <ScreenHead
        title={place.name}
        above={place.path.map((one) => (
          <span key={one.code}>
            <Link to="/places/$code" params={{ code: one.code }}>
              {one.name}
            </Link>
            <Icon name="chevron-right" />
          </span>
        ))}
      >
        <span className="screen-notes">
          {say('code')} {place.code}
        </span>
      </ScreenHead>
      <Numbers place={place} />
      {place.level === 'village' && <GridsCard place={place} adding={search.grid === 'new'} />}
      <Card title={say('bodies')}>
        {place.bodies.length === 0 ? (
          <EmptyState icon="people" title={say('bodiesNone')}>
            {say('bodiesNoneWords')}
          </EmptyState>
        ) : (
          <ul className="place-bodies">
            {place.bodies.map((body) => (
              <BodyItem key={body.id} body={body} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

/** One place: its numbers, grids with who serves them, bodies and people with their work phones. */
export function PlacePage({ code }: { code: string }) {
  const place = useRead('territory.place', { code });
  return (
    <ReadState read={place} lines={10}>
      {(data) => <Shown place={data as Place} />}
    </ReadState>
  );
}
