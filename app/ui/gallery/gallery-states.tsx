import { Badge, Count } from '../badge.tsx'
import { Button } from '../button.tsx'
import { Meter } from '../charts/meter.tsx'
import { Spark } from '../charts/spark.tsx'
import { Waterfall } from '../charts/waterfall.tsx'
import { Empty } from '../empty.tsx'
import { Face, Person } from '../face.tsx'
import { Figure } from '../figure.tsx'
import { Icon } from '../icon.tsx'
import { iconNames } from '../icon-paths.ts'
import { Card, Facts, Label, Row, Section, Stack } from '../layout.tsx'
import { Money } from '../money.tsx'
import { Note } from '../note.tsx'
import { Progress } from '../progress.tsx'
import { Seal } from '../seal.tsx'
import { Skeleton } from '../skeleton.tsx'
import { Stat, Stats } from '../stat.tsx'
import { Steps } from '../steps.tsx'
import { When } from '../when.tsx'
import { Words } from '../words.tsx'
import { useSamples } from './gallery-words.ts'

export const GalleryStates = ({ now }: { now: number }) => {
  const w = useSamples()
  const hour = 3_600_000
  return (
    <Section title={w.headings.states}>
      <Stack>
        <Row>
          <Badge tone="ok">{w.good}</Badge>
          <Badge tone="warn">{w.missing}</Badge>
          <Badge tone="bad" icon="alert">
            {w.late}
          </Badge>
          <Badge>{w.plan}</Badge>
          <Count value={3} label={w.course} />
          <Count value={120} />
        </Row>
        <Row gap="large">
          <Seal words={w.released} />
          <Seal words="已批准" size="small" />
          <Seal words="核对无误" when={<When at={now} absolute time={false} />} />
        </Row>
        <Row gap="medium">
          {[0, 5 * hour, 24 * hour, -24 * hour, -72 * hour, 72 * hour, 120 * hour, 240 * hour, 2400 * hour].map(
            (shift) => (
              <When key={shift} at={now + shift} />
            ),
          )}
        </Row>
        <Row gap="medium">
          <Person name={w.names[4] ?? ''} note={w.posts[2]} />
          <Person name={w.names[3] ?? ''} to="?" size="large" note={w.branch} />
          <Face name={w.names[0] ?? ''} size="small" />
          <Words words={{ 'zh-CN': '江滨支行' }} />
          <Words words={{ en: 'Riverside branch' }} />
        </Row>
        <Note tone="ok">{w.savedToServer}</Note>
        <Note tone="warn" title={w.late} action={<Button size="small">{w.view}</Button>}>
          {w.taskNote}
        </Note>
        <Note tone="bad" title={w.lost}>
          {w.lostWhy}
        </Note>
        <Note title={w.details}>{w.how}</Note>
        <Empty icon="book" title={w.noCourses} why={w.whyEmpty} action={<Button>{w.browse}</Button>} />
        <Skeleton />
        <Skeleton shape="figure" />
        <Skeleton shape="table" lines={3} />
        <Progress label={w.running} done={231} total={366} />
      </Stack>
    </Section>
  )
}

export const GalleryFigures = () => {
  const w = useSamples()
  const [target, coefficient, share, piece, deferral, payable] = w.fall
  return (
    <Section title={w.headings.figures}>
      <Stack gap="large">
        <Stats>
          <Stat label={w.learning} value={<Figure value="41.5" digits={1} />} unit={w.hours}>
            <Meter value={41.5} max={60} label={w.learning} />
          </Stat>
          <Stat label={w.goals} value={<Figure value="78.2" digits={2} />} change={<Badge tone="ok">{w.ahead}</Badge>}>
            <Spark
              label={w.goals}
              values={[62, 64, 63.5, 68, 70, 73, 75, 78.2]}
              target={[66, 67, 68, 69, 70, 71, 72, 73]}
            />
          </Stat>
          <Stat label={w.paid} value={<Money minor={3_821_645} />} note={w.deferred} />
        </Stats>
        <Card>
          <Facts
            facts={[
              { label: w.pay, value: <Money minor={1_273_881} strong /> },
              { label: w.pool, value: <Money minor={-318_471} signed /> },
              { label: w.score, value: <Figure value="87.4" digits={2} unit={w.points} /> },
              { label: w.rating, value: <Figure value={null} /> },
            ]}
          />
        </Card>
        <Stack gap="small">
          <Label>{w.grid}</Label>
          <Meter value={86} max={120} label={w.score} ghost={91} />
          <Meter value={62} label={w.score} tone="warn" />
          <Meter value={20} label={w.score} tone="bad" />
          <Meter value={80} label={w.score} size="thin" />
        </Stack>
        <Waterfall
          label={w.pay}
          selected="share"
          bars={[
            { key: 'target', label: target, minor: 972_000, to: '?line=target' },
            { key: 'coefficient', label: coefficient, minor: 174_960, to: '?line=coefficient' },
            { key: 'share', label: share, minor: 339_192, to: '?line=share' },
            { key: 'piece', label: piece, minor: 106_200, to: '?line=piece' },
            { key: 'held', label: deferral, minor: -318_471, kind: 'held' },
            { key: 'sum', label: payable, minor: 1_273_881, kind: 'sum' },
          ]}
        />
        <Steps
          title={w.poolStep}
          source={<Badge>{w.plan}</Badge>}
          action={
            <Button variant="text" size="small">
              {w.dispute}
            </Button>
          }
        >
          <span>
            {w.step1} <code>¥186,400.00</code>
            {w.step1b} <code>57</code> {w.step1c}
          </span>
          <span>
            <code>186,400.00 × 6,749.60 ÷ 370,918.90 = 3,391.9151…</code> <b>3,391.92</b>
          </span>
        </Steps>
      </Stack>
    </Section>
  )
}

export const GalleryIcons = () => {
  const w = useSamples()
  return (
    <Section title={w.headings.icons}>
      <Row gap="medium">
        {iconNames.map((name) => (
          <Icon key={name} name={name} label={name} />
        ))}
      </Row>
    </Section>
  )
}
