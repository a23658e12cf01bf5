import styles from './course-row.module.css'
import { CourseRow, type CourseRowProps } from './course-row.tsx'

export const CourseList = ({ courses, today }: { courses: readonly CourseRowProps['course'][]; today: string }) => (
  // biome-ignore lint/a11y/noRedundantRoles: without marks some screen readers take it for no list
  <ul className={styles.list} role="list">
    {courses.map((course) => (
      <CourseRow key={course.courseId} course={course} today={today} />
    ))}
  </ul>
)
