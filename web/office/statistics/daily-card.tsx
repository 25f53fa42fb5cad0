import { useMemo } from 'react';
import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { Card } from '../shell/card.tsx';
import { say as frame } from '../shell/messages.ts';
import { EChart } from './echart.tsx';
import { dailyFinding } from './findings.ts';
import { say } from './messages.ts';

const TEAL = '#0f6b68';
const WHEAT = '#c98a1b';

/** What came in and what was answered, day by day; the title says what that means. */
export function DailyCard({ daily }: { daily: RatesAnswer['daily'] }) {
  const option = useMemo(
    () => ({
      grid: { left: 36, right: 16, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: daily.map((day) => day.date.slice(5)),
        axisLine: { lineStyle: { color: '#e4e1d8' } },
        axisTick: { show: false },
        axisLabel: { color: '#5f6c70' },
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#eeece5' } }, axisLabel: { color: '#5f6c70' } },
      series: [
        {
          name: say('dailyAnswered'),
          type: 'line',
          showSymbol: daily.length < 8,
          data: daily.map((day) => day.answered),
          lineStyle: { color: TEAL, width: 2 },
          itemStyle: { color: TEAL },
        },
        {
          name: say('dailyFiled'),
          type: 'line',
          showSymbol: daily.length < 8,
          data: daily.map((day) => day.filed),
          lineStyle: { color: WHEAT, width: 2, type: 'dashed' },
          itemStyle: { color: WHEAT },
        },
      ],
    }),
    [daily],
  );
  const finding = dailyFinding(daily);
  return (
    <Card title={finding} className="panel-finding">
      <p className="panel-note">
        {say('daily')}
        <span className="line-key line-answered">{say('dailyAnswered')}</span>
        <span className="line-key line-filed">{say('dailyFiled')}</span>
      </p>
      <EChart option={option} label={`${say('dailyTitle')}：${finding}`} height={240} />
      <details className="beside">
        <summary>{frame('table')}</summary>
        <div className="scroll-table">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{say('colDate')}</th>
                <th scope="col" className="number">
                  {say('dailyFiled')}
                </th>
                <th scope="col" className="number">
                  {say('dailyAnswered')}
                </th>
              </tr>
            </thead>
            <tbody>
              {daily.map((day) => (
                <tr key={day.date}>
                  <td>{day.date}</td>
                  <td className="number">{day.filed}</td>
                  <td className="number">{day.answered}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}
