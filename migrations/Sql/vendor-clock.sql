-- Cases that were asked by telephone or app get the clock that letters have: what is asked, as the vendor is set now; what was answered, from the answer on.
update vendor_cases its set validity_hours = vendor.validity_hours, answer_expected_by = its.sent_at + make_interval(hours => vendor.reply_hours)
  from vendors vendor where vendor.id = its.method_id and its.state = 'Sent' and its.token is null and its.validity_hours is null;
update vendor_cases its set answer_valid_until = its.answered_at + make_interval(hours => coalesce(its.validity_hours, (select validity_hours from vendors where id = its.method_id), 48))
  where its.state = 'Answered' and its.answer_valid_until is null;
