"""From districts to the province: raw amounts are added, levels are never averaged.

    province(agreement, indicator, reports, office, answers) -> ProvinceRow
        reports: {district: inputs}
    ProvinceRow: result (of the added amounts, or None), added (districts in it), percent_only (districts that reported
        a bare percentage without a known whole), counts ({level: number of districts}), lowest, middle, highest
"""
