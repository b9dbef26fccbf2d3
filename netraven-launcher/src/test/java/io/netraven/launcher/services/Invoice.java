package io.netraven.launcher.services;

import io.netraven.model.identity.User;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

@Entity
@Table(
        name = "invoices",
        indexes = {
            @Index(name = "ix_invoices_payer_id", columnList = "payer_id"),
            @Index(name = "ix_invoices_currency", columnList = "currency"),
            @Index(name = "ix_invoices_open", columnList = "id", options = "WHERE status IN ('draft', 'sent')")
        })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class Invoice {

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "amount", nullable = false, precision = 12, scale = 2)
    private BigDecimal amount;

    @Column(
            name = "status",
            nullable = false,
            length = 10,
            options = "DEFAULT 'draft'",
            check = @CheckConstraint(name = "ck_invoices_status", constraint = "status IN ('draft', 'sent', 'paid')"))
    private String status;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "currency", nullable = false, foreignKey = @ForeignKey(name = "fk_invoices_currency"))
    private Currency currency;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "payer_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_invoices_payer",
                            foreignKeyDefinition = "FOREIGN KEY (payer_id) REFERENCES users (id) ON DELETE RESTRICT"))
    private User payer;
}
