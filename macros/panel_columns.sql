{#- The panel's columns, each a list of its name alone, as `pivoted` takes them.
    Written by `python -m tests.docs.panel` out of seeds/metrics.csv; a test holds that it is current. -#}
{%- macro panel_columns() -%}
    {%- set codes = '
        ar_applications_received ar_applications_rejected ar_cases_accepted ar_cases_concluded ar_outcome_upheld
        ar_outcome_terminated ar_outcome_ordered_perform ar_outcome_confirmed_illegal ar_outcome_revoked
        ar_outcome_altered ar_outcome_dismissed ar_outcome_mediated ar_cases_corrected ar_correction_rate
        ar_mediation_closure_rate ar_hearings_held ar_cases_as_respondent ar_subject_penalty ar_subject_disclosure
        ar_subject_compulsion ar_subject_inaction ar_respondent_departments ar_respondent_counties
        ar_respondent_townships ar_carried_over ar_on_time_rate ar_opinions_issued al_cases_responded
        al_head_appearances al_head_appearance_rate al_cases_lost al_loss_rate al_cases_concluded al_cases_won
        al_win_rate al_cases_withdrawn al_chief_appearances arb_cases_accepted arb_cases_concluded arb_outcome_awarded
        arb_outcome_mediated arb_outcome_withdrawn arb_amount_in_dispute larb_cases_accepted larb_cases_concluded
        larb_closure_rate larb_mediation_rate med_disputes_accepted med_disputes_resolved med_success_rate
        med_amount_involved med_committees med_mediators med_studios med_full_time_mediators
        pet_visits_received_batches pet_visits_received_persons pet_issues_resolved pet_priority_issues_found
        pet_priority_issues_resolved pet_backlog_assigned pet_backlog_resolved pet_resolution_rate
        pet_timely_acceptance_rate pet_on_time_closure_rate pet_satisfaction_rate pet_letters_received
        pet_web_petitions_received pet_initial_resolution_rate pet_petitions_total hot_calls_received
        hot_tickets_accepted hot_tickets_closed hot_closure_rate hot_satisfaction_rate hot_direct_answers
        hot_answer_rate com_issues_reported com_issues_resolved com_resolution_rate enf_penalty_cases_filed
        enf_penalty_cases_concluded enf_summary_cases_filed enf_summary_cases_concluded enf_cases_handled
        enf_files_reviewed enf_certified_officers enf_fines_imposed enf_penalty_hearings enf_inspections
        enf_penalties_imposed enf_cases_transferred enf_coercive_actions insp_items insp_inspectors
        insp_entities_registered insp_tasks insp_entities_inspected insp_results_published svc_cases_handled
        svc_online_cases_handled svc_online_case_rate svc_zero_visit_cases_handled svc_one_visit_cases_handled
        svc_bundle_cases_received svc_bundle_cases_concluded svc_bundle_closure_rate svc_off_hours_cases_handled
        svc_items_total svc_items_online svc_items_online_rate svc_zero_visit_items svc_one_visit_items
        svc_one_visit_item_rate svc_cross_region_items svc_bundles svc_app_registered_users svc_instant_items
        svc_deferred_document_items svc_commitment_items svc_cross_region_cases svc_satisfaction_rate
        time_government_investment time_enterprise_investment time_construction_project time_enterprise_startup
        time_average_handling time_statutory_share time_drawing_review_general time_drawing_review_complex
        time_reduction time_reduction_rate appr_items_retained appr_items_cancelled appr_items_delegated
        appr_items_adjusted appr_certificates_cancelled appr_powers_retained appr_permits_applied_for
        appr_permits_accepted appr_permits_granted appr_permits_refused appr_permits_revoked cred_records_collected
        leg_regulations_submitted leg_rules_made leg_rules_amended leg_rules_repealed leg_rules_changed norm_issued
        norm_filed norm_cleaned norm_legality_reviewed norm_repealed norm_lapsed norm_amended lrev_documents
        lrev_contracts lrev_opinions disc_requests_received disc_requests_concluded disc_outcome_granted
        disc_outcome_partly_granted disc_outcome_refused disc_outcome_not_provided disc_published prop_npc_handled
        prop_cppcc_handled prop_completion_rate prop_satisfaction_rate edu_advocates edu_events_held lsvc_law_firms
        lsvc_lawyers lsvc_legal_advisers lsvc_village_advisers lsvc_public_lawyers lsvc_company_lawyers
        lsvc_full_time_lawyers cons_complaints_received cons_losses_recovered aid_cases_handled aid_persons_helped
        nota_cases_handled amed_disputes_accepted amed_disputes_resolved cmed_disputes_accepted deci_major_decisions
        deci_fair_competition
    ' -%}
    {{- return(codes.split() | batch(1) | list) -}}
{%- endmacro -%}
