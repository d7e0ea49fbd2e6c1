-- The newest assessment of each goal, and of what runs across, that was written by a date. One row per goal that has one.
select
    assessment.goal_id,
    assessment.written_on,
    assessment.data_text,
    assessment.analysis_text,
    assessment.assessment_text,
    role.name_nb as role_nb,
    role.name_en as role_en
from assessment
left join role on role.role_id = assessment.role_id
where assessment.written_on <= $as_of
qualify row_number() over (partition by assessment.goal_id order by assessment.written_on desc, assessment.assessment_id desc) = 1;
