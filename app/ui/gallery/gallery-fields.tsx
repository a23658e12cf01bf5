import { mostOfTable } from '#app/kernel/file-size.ts'
import { Button, LinkButton } from '../button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from '../choice-field.tsx'
import { Combobox } from '../combobox.tsx'
import { ConfirmButton } from '../confirm-button.tsx'
import { FileField } from '../file-field.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '../form.tsx'
import { Row, Section, Stack } from '../layout.tsx'
import { MoneyField } from '../money-field.tsx'
import { DateField, NumberField, TextArea, TextField } from '../text-field.tsx'
import { useSamples } from './gallery-words.ts'

export const GalleryButtons = () => {
  const w = useSamples()
  return (
    <Section title={w.headings.buttons}>
      <Stack>
        <Row>
          <Button variant="first">{w.submit}</Button>
          <Button>{w.cancel}</Button>
          <Button variant="text">{w.view}</Button>
          <Button variant="danger" icon="trash">
            {w.delete}
          </Button>
          <LinkButton to="?" icon="add">
            {w.add}
          </LinkButton>
          <Button icon="more" label={w.more} />
        </Row>
        <Row>
          <Button variant="first" pending>
            {w.save}
          </Button>
          <Button pending>{w.save}</Button>
          <Button disabled>{w.save}</Button>
          <Button variant="text" disabled>
            {w.view}
          </Button>
          <Button size="small">{w.view}</Button>
          <Button size="small" icon="edit" label={w.open} />
          <Button size="large" variant="first">
            {w.start}
          </Button>
        </Row>
        <Row top>
          <ConfirmButton type="button" confirm={w.releaseVerb} consequence={w.consequence} variant="first">
            {w.release}
          </ConfirmButton>
          <ConfirmButton type="button" confirm={w.delete} icon="trash" size="small">
            {w.delete}
          </ConfirmButton>
          <ConfirmButton type="button" confirm={w.delete} variant="text">
            {w.delete}
          </ConfirmButton>
        </Row>
        <Row end>
          <SelectField
            name="beside"
            label={w.headings.fields}
            options={w.posts.map((label, index) => ({ value: `p${index}`, label }))}
          />
          <Button>{w.view}</Button>
        </Row>
      </Stack>
    </Section>
  )
}

export const GalleryFields = ({ now }: { now: number }) => {
  const w = useSamples()
  const options = w.posts.map((label, index) => ({
    value: `p${index}`,
    label,
    group: index < 2 ? w.tree[3] : w.tree[2],
  }))
  const people = w.names.map((label, index) => ({ value: `n${index}`, label, help: w.posts[index % 4] }))
  return (
    <Section title={w.headings.fields}>
      <FormShell errors={{ from: w.error }}>
        <FieldSet title={w.details} help={w.state}>
          <TextField name="name" label={w.name} help={w.help} defaultValue={w.names[4]} />
          <TextField name="email" type="email" label={w.email} optional placeholder="name@bank.example" />
          <FieldRow>
            <DateField name="from" label={w.from} defaultValue="2024-02-01" />
            <MoneyField name="pool" label={w.pool} defaultMinor={500_000_000} />
            <NumberField name="score" label={w.score} unit={w.points} defaultValue="87.40" />
          </FieldRow>
          <SelectField name="post" label={w.post} options={options} defaultValue="p2" />
          <Combobox name="mentor" label={w.course} options={people} defaultValue="n2" />
          <Combobox name="people" label={w.people} options={people} multiple defaultValue={['n0', 'n4']} />
          <TextArea name="note" label={w.note} maxLength={500} defaultValue={w.how} />
          <TextField name="locked" label={w.unit} defaultValue={w.branch} readOnly />
          <FileField name="file" most={mostOfTable} label={w.file} accept=".csv,.xlsx" />
        </FieldSet>
        <RadioGroup
          name="answer"
          label={w.choice}
          shape="cards"
          span="full"
          defaultValue="1"
          options={w.choices.map((label, index) => ({ value: `${index}`, label }))}
        />
        <RadioGroup
          name="often"
          label={w.short}
          shape="row"
          defaultValue="b"
          options={[
            { value: 'a', label: w.low },
            { value: 'b', label: w.mid },
            { value: 'c', label: w.high, disabled: true },
          ]}
        />
        <CheckboxGroup
          name="which"
          label={w.course}
          defaultValue={['p1']}
          options={options.map(({ value, label }) => ({ value, label, help: w.help }))}
        />
        <Checkbox name="agree" label={w.agree} help={w.help} />
        <FormActions savedAt={now - 60_000}>
          <Button variant="first">{w.save}</Button>
          <LinkButton to="?" variant="text">
            {w.cancel}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Section>
  )
}
