# T12-K. A missing fact is undefined in Rego, and undefined is not unknown: every conclusion is written twice, once for when it
# certainly holds and once for when it certainly does not, and what neither reaches is 255. Rules that name other rules cost OPA
# a microsecond or two each, so conditions are written out and the commonest answers come first.
package t12

default outcome := 255

outcome := 0 if {
	input.tpp < 160000
} else := 0 if {
	input.date < "2022-10-21"
} else := first_version if {
	input.date < "2023-11-17"
} else := 0 if {
	not_required
} else := licensed if {
	required
}

default first_version := 255

first_version := 0 if {
	input.dest >= 24
} else := 0 if {
	input.tpp < 480000
} else := 0 if {
	input.io < 600
} else := 4 if {
	input.tpp >= 480000
	input.io >= 600
}

not_required if {
	input.tpp < 480000
	input.dc == false
}

not_required if {
	input.tpp < 480000
	input.pd < 160
}

not_required if {
	input.tpp < 240000
	input.pd < 320
}

not_required if {
	input.dest != 50
	input.date < "2025-01-13"
	far
}

not_required if {
	input.tpp < 480000
	input.dest != 50
	input.pd < 592
	far
}

not_required if {
	input.dest == 50
	input.date < "2025-01-13"
	input.tpp >= 480000
	far
}

not_required if {
	input.dest == 50
	input.date < "2025-01-13"
	input.pd >= 592
	far
}

not_required if {
	input.dest == 50
	input.date < "2025-01-13"
	input.pd < 160
	far
}

required if {
	input.tpp >= 480000
	place_a
}

required if {
	input.tpp >= 160000
	input.pd >= 592
	input.dc
	place_a
}

required if {
	input.tpp >= 240000
	input.tpp < 480000
	input.pd >= 160
	input.pd < 592
	input.dc
	place_b
}

required if {
	input.tpp >= 160000
	input.tpp < 480000
	input.pd >= 320
	input.pd < 592
	input.dc
	place_b
}

place_a if input.date >= "2025-01-13"

place_a if near

place_b if input.dest == 50

place_b if near

near if input.dest < 5

near if {
	input.dest < 40
	input.dest > 7
}

near if input.hq < 24

far if {
	input.hq >= 24
	input.dest >= 40
}

far if {
	input.hq >= 24
	input.dest >= 5
	input.dest <= 7
}

# Only asked where a license is required: level b is then what lies below both lines of level a.
default licensed := 255

licensed := exception if {
	input.tpp < 480000
	input.pd < 592
} else := exception if {
	input.dc == false
} else := 3 if {
	input.dc
	input.date >= "2026-01-15"
	input.tpp < 2100000
	input.bw < 6500
	touches
} else := refused if {
	input.dc
	not_reviewed
}

default exception := 255

exception := 1 if {
	touches
} else := 2 if {
	away
}

default refused := 255

refused := 4 if {
	touches
} else := 5 if {
	away
}

not_reviewed if input.date < "2026-01-15"

not_reviewed if input.tpp >= 2100000

not_reviewed if input.bw >= 6500

not_reviewed if away

touches if input.dest < 24

touches if input.hq < 24

away if {
	input.dest >= 24
	input.hq >= 24
}
